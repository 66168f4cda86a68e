package dev.switchboard.scheduler.messaging;

import dev.switchboard.events.RunSteered;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.scheduler.application.SteerRun;
import dev.switchboard.scheduler.application.Wake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class RunSteeredConsumer {

    private final Inbox inbox;
    private final SteerRun steerRun;
    private final Wake wake;

    RunSteeredConsumer(Inbox inbox, SteerRun steerRun, Wake wake) {
        this.inbox = inbox;
        this.steerRun = steerRun;
        this.wake = wake;
    }

    /** What was held may go on, and a deadline may have passed. */
    @Incoming(Channels.RUN_STEERED)
    Uni<Void> consume(Message<byte[]> message) {
        return inbox.take(message, Topic.RUN_STEERED, RunSteered.class, steerRun::apply)
                .invoke(wake::placing)
                .invoke(wake::tidying);
    }
}
