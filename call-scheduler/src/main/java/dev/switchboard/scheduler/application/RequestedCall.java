package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Terms;
import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Call;

/** A call as it stands, with what was asked for. */
public record RequestedCall(Call call, CallRequested request, Terms terms) {

    RequestedCall with(Call changed) {
        return new RequestedCall(changed, request, terms);
    }

    /** With the deadline that its run was given, if it was given one since the call was asked for. */
    RequestedCall under(Calls.Known known) {
        return known.steered() ? new RequestedCall(call, request, terms.until(known.deadline())) : this;
    }
}
