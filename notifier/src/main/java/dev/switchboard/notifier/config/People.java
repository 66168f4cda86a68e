package dev.switchboard.notifier.config;

import dev.switchboard.notifier.domain.Channel;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who is who in the channels: a name for a channel's own id, checked at the start. */
@Startup
@Singleton
public class People {

    private record User(String account, Channel channel, String id) {}

    private final Map<User, String> names = new HashMap<>();

    People(NotifierConfig config) {
        config.accounts()
                .forEach((account, places) -> places.people()
                        .forEach((key, person) -> add(account, person.name().orElse(key), person)));
    }

    private void add(String account, String name, NotifierConfig.Person person) {
        person.slack().ifPresent(id -> add(new User(account, Channel.SLACK, id.strip()), name));
        person.telegram().ifPresent(id -> add(new User(account, Channel.TELEGRAM, id.strip()), name));
    }

    /** One id, one person: else it would be a matter of luck who has decided. */
    private void add(User user, String name) {
        String other = names.putIfAbsent(user, name);
        if (other != null && !other.equals(name)) {
            throw new IllegalArgumentException("switchboard.notifier.accounts." + user.account() + ".people: "
                    + user.channel().word() + " id " + user.id() + " is both " + other + " and " + name
                    + ", expected one");
        }
    }

    /** The configured name; empty for a stranger. */
    public Optional<String> name(String account, Channel channel, String userId) {
        return Optional.ofNullable(names.get(new User(account, channel, userId)));
    }
}
