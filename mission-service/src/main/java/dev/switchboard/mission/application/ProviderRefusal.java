package dev.switchboard.mission.application;

/** Telnyx, or a rule of ours about it, refuses something for a reason that does not pass; the message says which. */
public final class ProviderRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderRefusal(String reason) {
        super(reason);
    }
}
