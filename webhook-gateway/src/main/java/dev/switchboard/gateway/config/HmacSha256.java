package dev.switchboard.gateway.config;

import dev.switchboard.gateway.domain.SlackSignatures;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 by the JDK. */
public final class HmacSha256 implements SlackSignatures.Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private HmacSha256(SecretKeySpec key) {
        this.key = key;
    }

    /** @param secret as Slack shows it: its characters are the key */
    public static HmacSha256 under(String secret) {
        return new HmacSha256(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    @Override
    public byte[] of(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
