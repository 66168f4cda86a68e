package dev.switchboard.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/**
 * The rule by which a callback of Slack is believed (Slack, "Verifying requests from Slack"): {@code v0=} and the
 * hexadecimal HMAC-SHA256 over {@code v0:<timestamp>:<raw body>} by any of the app's signing secrets, with a time stamp at
 * most 300 s away from now, real time.
 */
public final class SlackSignatures {

    private static final String VERSION = "v0";

    /** HMAC-SHA256 under one secret. */
    @FunctionalInterface
    public interface Hmac {
        byte[] of(byte[] message);
    }

    private final List<Hmac> secrets;
    private final InstantSource realTime;

    /** @param secrets several while one is being replaced; none, and nothing is believed */
    public SlackSignatures(List<? extends Hmac> secrets, InstantSource realTime) {
        this.secrets = List.copyOf(secrets);
        this.realTime = realTime;
    }

    /** Whether callbacks are taken at all. */
    public boolean isEnabled() {
        return !secrets.isEmpty();
    }

    /** What can be said before the body is there; {@code GENUINE}: nothing speaks against it yet. */
    public Verdict judgeHeaders(String signature, String timestamp) {
        if (signature == null || signature.isBlank() || timestamp == null || timestamp.isBlank()) {
            return Verdict.UNSIGNED;
        }
        return SignatureAge.isRecent(timestamp, realTime) ? Verdict.GENUINE : Verdict.STALE;
    }

    /** The whole judgement. Headers may be null; {@code body} is exactly what came over the wire. */
    public Verdict judge(String signature, String timestamp, byte[] body) {
        Verdict headers = judgeHeaders(signature, timestamp);
        if (headers != Verdict.GENUINE) {
            return headers;
        }
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        byte[] signed = signedBytes(timestamp, body);
        boolean genuine = false;
        for (Hmac secret : secrets) {
            // Compared in constant time, and always with all secrets: nothing is to be learnt from how long it takes.
            genuine |= MessageDigest.isEqual(expected(secret, signed), given);
        }
        return genuine ? Verdict.GENUINE : Verdict.FORGED;
    }

    private static byte[] expected(Hmac secret, byte[] signed) {
        return (VERSION + "=" + HexFormat.of().formatHex(secret.of(signed))).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] signedBytes(String timestamp, byte[] body) {
        byte[] prefix = (VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, all, 0, prefix.length);
        System.arraycopy(body, 0, all, prefix.length, body.length);
        return all;
    }
}
