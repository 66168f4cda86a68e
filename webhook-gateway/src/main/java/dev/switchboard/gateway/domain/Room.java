package dev.switchboard.gateway.domain;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may wait for the broker at once: so many webhooks, so many bytes. What does not fit is refused, not kept. */
public final class Room {

    private final int webhooks;
    private final long bytes;
    private final AtomicInteger webhooksTaken = new AtomicInteger();
    private final AtomicLong bytesTaken = new AtomicLong();

    public Room(int webhooks, long bytes) {
        this.webhooks = webhooks;
        this.bytes = bytes;
    }

    /** False, and nothing taken, if there is no room left. */
    public boolean take(int size) {
        if (webhooksTaken.incrementAndGet() > webhooks) {
            webhooksTaken.decrementAndGet();
            return false;
        }
        if (bytesTaken.addAndGet(size) > bytes) {
            giveBack(size);
            return false;
        }
        return true;
    }

    public void giveBack(int size) {
        webhooksTaken.decrementAndGet();
        bytesTaken.addAndGet(-size);
    }

    public int webhooksTaken() {
        return webhooksTaken.get();
    }
}
