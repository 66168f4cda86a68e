package dev.switchboard.notifier.application;

import dev.switchboard.notifier.domain.Channel;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The messenger of each channel. */
@ApplicationScoped
class Messengers {

    private final Map<Channel, Messenger> byChannel = new EnumMap<>(Channel.class);

    Messengers(@All List<Messenger> all) {
        all.forEach(messenger -> byChannel.put(messenger.channel(), messenger));
    }

    Messenger of(Channel channel) {
        return byChannel.get(channel);
    }

    /** Where the account's people are. */
    List<Channel> reaching(String account) {
        return byChannel.values().stream()
                .filter(messenger -> messenger.reaches(account))
                .map(Messenger::channel)
                .toList();
    }
}
