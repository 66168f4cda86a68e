package dev.switchboard.notifier.config;

import dev.switchboard.notifier.domain.Channel;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Where each account's people are, checked at the start. */
@Startup
@Singleton
public class Places {

    private static final Logger LOG = Logger.getLogger(Places.class);

    private final Map<String, Place> slack = new HashMap<>();
    private final Map<String, Place> telegram = new HashMap<>();

    Places(NotifierConfig config) {
        config.accounts().forEach(this::add);
        Set<String> told = new TreeSet<>(slack.keySet());
        told.addAll(telegram.keySet());
        LOG.infof(
                "tells the accounts %s (Slack: %s, Telegram: %s)",
                told, new TreeSet<>(slack.keySet()), new TreeSet<>(telegram.keySet()));
    }

    private void add(String account, NotifierConfig.Account places) {
        String key = "switchboard.notifier.accounts." + account;
        Place.of(key + ".slack", places.slack().token(), places.slack().channel())
                .ifPresent(place -> slack.put(account, place));
        Place.of(key + ".telegram", places.telegram().token(), places.telegram().chatId())
                .ifPresent(place -> telegram.put(account, place));
    }

    /** Whether the account's people are told and asked there. */
    public boolean isOf(String account, Channel channel, String address) {
        Optional<Place> place =
                switch (channel) {
                    case SLACK -> slack(account);
                    case TELEGRAM -> telegram(account);
                };
        return place.filter(known -> known.address().equals(address)).isPresent();
    }

    public Optional<Place> slack(String account) {
        return Optional.ofNullable(slack.get(account));
    }

    public Optional<Place> telegram(String account) {
        return Optional.ofNullable(telegram.get(account));
    }
}
