package dev.switchboard.scheduler.telnyx;

import dev.switchboard.scheduler.application.CommandDepartures;
import dev.switchboard.scheduler.application.DueCommand;
import dev.switchboard.scheduler.application.OpenLines;
import dev.switchboard.scheduler.application.RecordCommand;
import dev.switchboard.scheduler.config.PlacingSettings;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** From the committed command to the recorded answer, each on a context of its own: no line waits for another. */
@ApplicationScoped
class CommandLane implements CommandDepartures {

    private static final Logger LOG = Logger.getLogger(CommandLane.class);

    private static final String ADDRESS = "commands";

    private final EventBus bus;
    private final OpenLines lines;
    private final RecordCommand recordCommand;
    private final Duration sendWithin;

    CommandLane(EventBus bus, OpenLines lines, RecordCommand recordCommand, PlacingSettings settings) {
        this.bus = bus;
        this.lines = lines;
        this.recordCommand = recordCommand;
        this.sendWithin = settings.leaseMargin().dividedBy(2);
    }

    @Override
    public void depart(DueCommand command) {
        bus.send(ADDRESS, command);
    }

    @ConsumeEvent(ADDRESS)
    Uni<Void> send(DueCommand command) {
        if (System.nanoTime() - command.leasedSince() > sendWithin.toNanos()) {
            LOG.warnf(
                    "a command was held up in this process and is left to the next. callId=%s",
                    command.request().callId());
            return Uni.createFrom().voidItem();
        }
        return lines.send(command).chain(answer -> recordCommand.record(command, answer));
    }
}
