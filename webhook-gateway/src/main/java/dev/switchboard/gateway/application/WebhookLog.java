package dev.switchboard.gateway.application;

import dev.switchboard.gateway.domain.Received;
import io.smallrye.mutiny.Uni;

/** Where webhooks are kept for all services. */
public interface WebhookLog {

    /**
     * Ends once the webhook is safe; fails if that is not certain. It may have been kept all the same, except after
     * {@link TooLargeException}.
     */
    Uni<Void> append(Received webhook);

    /** The log takes no record of that size, now or later. */
    final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public TooLargeException(Throwable cause) {
            super("larger than the log's records may be", cause);
        }
    }
}
