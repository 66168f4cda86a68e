package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Telnyx's command that ends a call (contract, section 4.2). The {@code Uni} never fails. */
public interface Hangup {

    /** Ends a call. The same {@code commandId} again has no further effect. True if the call certainly ends or has ended. */
    Uni<Boolean> hangUp(String account, String callControlId, UUID commandId);
}
