package dev.switchboard.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The rule by which an update of Telegram is believed (Bot API, {@code setWebhook}): the header repeats the secret token
 * that the webhook was set with. It is no signature and has no age; a replayed update is known by its id.
 */
public final class TelegramSecret {

    private final List<byte[]> tokens;

    /** @param tokens several while one is being replaced; none, and nothing is believed */
    public TelegramSecret(List<String> tokens) {
        this.tokens = tokens.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether updates are taken at all. */
    public boolean isEnabled() {
        return !tokens.isEmpty();
    }

    /** @param token as the header has it; may be null */
    public Verdict judge(String token) {
        if (token == null || token.isBlank()) {
            return Verdict.UNSIGNED;
        }
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (byte[] known : tokens) {
            genuine |= MessageDigest.isEqual(known, given);
        }
        return genuine ? Verdict.GENUINE : Verdict.FORGED;
    }
}
