package dev.switchboard.simulator.config;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Identifiers of the shapes Telnyx uses. */
public final class Ids {

    private final SecureRandom random = new SecureRandom();

    public String uuid() {
        return UUID.randomUUID().toString();
    }

    /** {@code v3:} and text that is safe in a path. */
    public String callControlId() {
        byte[] bytes = new byte[30];
        random.nextBytes(bytes);
        return "v3:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public String assistantId() {
        return "assistant-" + uuid();
    }

    /** A numeric id, as numbers and connections have. */
    public String numericId() {
        return "2" + String.format("%018d", Math.floorMod(random.nextLong(), 1_000_000_000_000_000_000L));
    }
}
