package dev.switchboard.notifier.application;

import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.Message;
import io.smallrye.mutiny.Uni;

/** Brings a message to the people of an account, through one channel. */
public interface Messenger {

    Channel channel();

    /** True if the account has told where its people are in this channel. */
    boolean reaches(String account);

    /** One attempt. The {@code Uni} never fails. */
    Uni<Delivery> send(String account, Message message);
}
