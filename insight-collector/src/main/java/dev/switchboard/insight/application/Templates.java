package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.application.TemplatesAtTelnyx.Answer;
import dev.switchboard.insight.config.InsightSettings;
import dev.switchboard.insight.domain.Template;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Templates at hand, so that the way from webhook to verdict needs no request. Each replica fetches a template once and
 * keeps it for a day; nothing is lost when it forgets.
 */
@ApplicationScoped
public class Templates {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private record Key(String account, String templateId) {}

    private record Kept(Template template, Instant until) {}

    private final TemplatesAtTelnyx telnyx;
    private final MissionClock clock;
    private final Duration lifetime;
    private final Map<Key, Kept> atHand = new ConcurrentHashMap<>();
    private final Set<Key> wanted = ConcurrentHashMap.newKeySet();

    Templates(TemplatesAtTelnyx telnyx, MissionClock clock, InsightSettings settings) {
        this.telnyx = telnyx;
        this.clock = clock;
        this.lifetime = settings.templateLifetime();
    }

    /** The template, if it need not be fetched. */
    public Optional<Template> atHand(String account, String templateId) {
        return Optional.ofNullable(atHand.get(new Key(account, templateId)))
                .filter(kept -> clock.instant().isBefore(kept.until()))
                .map(Kept::template);
    }

    /** The template, fetched if need be. */
    public Uni<Answer> get(String account, String templateId) {
        return atHand(account, templateId)
                .map(template -> Uni.createFrom().item(Answer.found(template)))
                .orElseGet(() -> fetch(new Key(account, templateId)));
    }

    /** It will be needed soon; the next {@link #fetchWanted} gets it. */
    public void want(String account, String templateId) {
        if (atHand(account, templateId).isEmpty()) {
            wanted.add(new Key(account, templateId));
        }
    }

    /** Fetches what is wanted, one after the other; says when to try again what could not be had. */
    public Uni<Optional<Instant>> fetchWanted() {
        return Multi.createFrom()
                .iterable(List.copyOf(wanted))
                .onItem()
                .transformToUniAndConcatenate(this::fetch)
                .collect()
                .last()
                .map(last -> wanted.isEmpty()
                        ? Optional.empty()
                        : Optional.of(clock.instant().plus(RETRY)));
    }

    private Uni<Answer> fetch(Key key) {
        return telnyx.fetch(key.account(), key.templateId()).invoke(answer -> keep(key, answer));
    }

    private void keep(Key key, Answer answer) {
        answer.template().ifPresent(template -> {
            if (answer.lasting()) {
                atHand.put(key, new Kept(template, clock.instant().plus(lifetime)));
            }
            wanted.remove(key);
        });
    }
}
