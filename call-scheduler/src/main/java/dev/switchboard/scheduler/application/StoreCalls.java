package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Terms;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.calling.ZonesOfNumbers;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.CallState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts requested calls into the queue, due at their first opening. A call that cannot be made is told so at once. */
@ApplicationScoped
public class StoreCalls {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Set<String> CHANNELS = Set.of("phone_call", "sms_chat");

    private record Requested(RequestedCall file, UUID cause) {}

    private final Calls calls;
    private final ZonesOfNumbers zones;
    private final WaysOfPlacing ways;
    private final Outbox outbox;
    private final MissionClock clock;
    private final Duration closingMargin;

    StoreCalls(
            Calls calls,
            ZonesOfNumbers zones,
            Outbox outbox,
            MissionClock clock,
            PlacingSettings settings,
            WaysOfPlacing ways) {
        this.ways = ways;
        this.calls = calls;
        this.zones = zones;
        this.outbox = outbox;
        this.clock = clock;
        this.closingMargin = settings.closingMargin();
    }

    /** Stores each call once, however often it is requested. */
    public Uni<Void> apply(Mutiny.Session session, List<Event<CallRequested>> events) {
        Map<UUID, Requested> requested = new LinkedHashMap<>();
        events.forEach(event -> requested.putIfAbsent(
                event.body().callId(),
                new Requested(read(event.body()), event.headers().id())));
        return calls.prepare(
                        session,
                        requested.values().stream()
                                .map(one -> one.file().request())
                                .toList())
                .chain(known -> store(session, requested.values(), known));
    }

    private Uni<Void> store(Mutiny.Session session, Collection<Requested> requested, Map<UUID, Calls.Known> known) {
        List<RequestedCall> added = new ArrayList<>();
        List<OutgoingEvent> told = new ArrayList<>();
        for (Requested one : requested) {
            Calls.Known call = known.get(one.file().request().callId());
            if (call.exists()) {
                continue;
            }
            RequestedCall file = one.file().under(call);
            Call.Next next = firstStep(file, call);
            added.add(file.with(next.call()));
            if (next.giveup().isPresent()) {
                told.add(CallEvents.abandoned(file.request(), next, clock.instant())
                        .causedBy(one.cause()));
            }
        }
        return calls.add(session, added).chain(() -> outbox.add(session, told));
    }

    private RequestedCall read(CallRequested given) {
        CallRequested request = ways.settled(given);
        if (!CHANNELS.contains(request.channel())) {
            throw new MalformedEventException(
                    "field channel '" + request.channel() + "': expected phone_call or sms_chat");
        }
        List<ZoneId> recipientZones = TermsOfRequest.givenZone(request)
                .map(List::of)
                .orElseGet(() -> zones.of(request.target().phone()));
        Terms terms = TermsOfRequest.read(request, recipientZones);
        return new RequestedCall(queued(request), request, terms);
    }

    private Call queued(CallRequested request) {
        return new Call(
                request.callId(),
                request.runId(),
                request.account(),
                CallState.QUEUED,
                clock.instant(),
                0,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                TimesOfDay.NONE,
                false);
    }

    private Call.Next firstStep(RequestedCall file, Calls.Known known) {
        if (known.cancelled()) {
            return file.call().cancel().next().orElseThrow();
        }
        if (known.suppressed()) {
            return file.call().suppress().next().orElseThrow();
        }
        String phone = file.request().target().phone();
        if (!E164.matcher(phone).matches()) {
            return file.call()
                    .impossible("the number is not in E.164 form")
                    .next()
                    .orElseThrow();
        }
        Instant now = clock.instant();
        return file.terms()
                .nextOpening(now, closingMargin)
                .map(file.call()::waitsUntil)
                .orElseGet(() ->
                        file.call().noWindow(file.terms().whyClosed()).next().orElseThrow());
    }
}
