package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.Terms;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Voicemail;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.MachineRule;

/** A call as it stands, with what was asked for. */
public record RequestedCall(Call call, CallRequested request, Terms terms) {

    static final String SMS_CHAT = "sms_chat";

    RequestedCall with(Call changed) {
        return new RequestedCall(changed, request, terms);
    }

    public boolean isText() {
        return request.channel().equals(SMS_CHAT);
    }

    /** A mission that does not say lets automated lines talk, and does not talk to the machines of people. */
    public MachineRule machineRule() {
        return machineRule(request, terms.recipients());
    }

    public static MachineRule machineRule(CallRequested request, Recipients recipients) {
        return request.voicemail()
                .map(voicemail -> rule(voicemail.rule()))
                .orElse(recipients.machineIsAnOutcome() ? MachineRule.HANG_UP : MachineRule.CONTINUE);
    }

    /** Whether a machine that answers is an outcome of its own. */
    boolean hasNoUseForMachines() {
        return machineRule().countsMachines(terms.recipients());
    }

    private static MachineRule rule(Voicemail.Rule rule) {
        return switch (rule) {
            case CONTINUE -> MachineRule.CONTINUE;
            case HANG_UP -> MachineRule.HANG_UP;
            case LEAVE_MESSAGE -> MachineRule.LEAVE_MESSAGE;
        };
    }

    /** With the deadline that its run was given, if it was given one since the call was asked for. */
    RequestedCall under(Calls.Known known) {
        return known.steered() ? new RequestedCall(call, request, terms.until(known.deadline())) : this;
    }
}
