package dev.switchboard.gateway.application;

import dev.switchboard.gateway.domain.Received;
import dev.switchboard.gateway.domain.RecentEvents;
import dev.switchboard.gateway.domain.Room;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Records a genuine webhook or callback once, and says so only when it is safe.
 *
 * <p>Guarantee: {@code RECORDED} and {@code REPEATED} are given only after the log has acknowledged the event. Repetitions
 * that arrive while the first is under way wait for the same acknowledgement. Memory is bounded by {@link Room} and
 * {@link RecentEvents}, also while the log is away. The {@code Uni} never fails.
 */
public final class RecordWebhook {

    private final WebhookLog log;
    private final RecentEvents safe;
    private final Room room;
    private final Duration patience;
    private final Trouble trouble;
    private final ConcurrentMap<UUID, Uni<Void>> underWay = new ConcurrentHashMap<>();

    /** Told why something was not recorded. */
    @FunctionalInterface
    public interface Trouble {
        void because(Throwable failure);
    }

    /** @param patience real time after which the sender is told to come again, while the log may still go on trying */
    public RecordWebhook(WebhookLog log, RecentEvents safe, Room room, Duration patience, Trouble trouble) {
        this.log = log;
        this.safe = safe;
        this.room = room;
        this.patience = patience;
        this.trouble = trouble;
    }

    public Uni<Recording> record(Received webhook) {
        int size = webhook.body().length();
        if (!room.take(size)) {
            return Uni.createFrom().item(Recording.OVERLOADED);
        }
        UUID id = webhook.recordId();
        // Asked only when it begins: an event that became safe a moment ago has left underWay after it was remembered.
        Uni<Void> mine = Uni.createFrom()
                .deferred(() -> safe.contains(id)
                        ? Uni.createFrom().voidItem()
                        : log.append(webhook).invoke(() -> safe.add(id)))
                .onTermination()
                .invoke(() -> finished(id, size))
                .memoize()
                .indefinitely();
        Uni<Void> earlier = underWay.putIfAbsent(id, mine);
        if (earlier != null) {
            room.giveBack(size);
            return answer(earlier, Recording.REPEATED);
        }
        return answer(mine, safe.contains(id) ? Recording.REPEATED : Recording.RECORDED);
    }

    private void finished(UUID id, int size) {
        underWay.remove(id);
        room.giveBack(size);
    }

    private Uni<Recording> answer(Uni<Void> acknowledged, Recording success) {
        return acknowledged
                .replaceWith(success)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(WebhookLog.TooLargeException.class)
                .recoverWithItem(Recording.TOO_LARGE)
                .onFailure()
                .invoke(trouble::because)
                .onFailure()
                .recoverWithItem(Recording.UNAVAILABLE);
    }
}
