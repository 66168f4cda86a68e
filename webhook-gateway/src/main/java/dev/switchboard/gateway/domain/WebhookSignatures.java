package dev.switchboard.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The rule by which a webhook is believed (contract, section 6): Ed25519 over {@code <timestamp>|<raw body>}, by any of
 * the account's keys, with a time stamp at most {@link #TOLERANCE} away from now, real time.
 */
public final class WebhookSignatures {

    public static final Duration TOLERANCE = SignatureAge.TOLERANCE;

    private final Map<String, List<Ed25519Key>> keys;
    private final InstantSource realTime;

    /** @param keys per account, several while a key is being replaced */
    public WebhookSignatures(Map<String, List<Ed25519Key>> keys, InstantSource realTime) {
        this.keys = Map.copyOf(keys);
        this.realTime = realTime;
    }

    /**
     * What can be said before the body is there, so that a stranger's body need not be read: {@code GENUINE} here means
     * that nothing speaks against it yet.
     */
    public Verdict judgeHeaders(String account, String signature, String timestamp) {
        if (signature == null || signature.isBlank() || timestamp == null || timestamp.isBlank()) {
            return Verdict.UNSIGNED;
        }
        if (!keys.containsKey(account)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        return SignatureAge.isRecent(timestamp, realTime) ? Verdict.GENUINE : Verdict.STALE;
    }

    /** The whole judgement. Headers may be null; {@code body} is exactly what came over the wire. */
    public Verdict judge(String account, String signature, String timestamp, byte[] body) {
        Verdict headers = judgeHeaders(account, signature, timestamp);
        if (headers != Verdict.GENUINE) {
            return headers;
        }
        byte[] signatureBytes = decode(signature);
        byte[] prefix = (timestamp + "|").getBytes(StandardCharsets.UTF_8);
        for (Ed25519Key key : keys.get(account)) {
            if (key.made(signatureBytes, prefix, body)) {
                return Verdict.GENUINE;
            }
        }
        return Verdict.FORGED;
    }

    private static byte[] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
