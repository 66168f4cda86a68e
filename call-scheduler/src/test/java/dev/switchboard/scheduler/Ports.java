package dev.switchboard.scheduler;

import dev.switchboard.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Where the tests' Telnyx listens, and the accounts that the tests use. */
public class Ports implements QuarkusTestResourceLifecycleManager {

    /** Three calls at once. */
    public static final String SMALL = "small";

    /** Ten calls at once. */
    public static final String LARGE = "large";

    /** Ten calls at once, dialled by us. */
    public static final String DIALLING = "dialling";

    /** The application that {@link #DIALLING} dials with. */
    public static final String CONNECTION = "1494404757140276705";

    @Override
    public Map<String, String> start() {
        int port = FreePorts.take(1).get(0);
        Map<String, String> settings = new HashMap<>();
        settings.put("test.telnyx.port", "" + port);
        settings.put("switchboard.telnyx.url", "http://127.0.0.1:" + port + "/v2");
        settings.put("switchboard.telnyx.timeout", "2s");
        settings.put("switchboard.telnyx.keys." + SMALL, "key-of-small");
        settings.put("switchboard.telnyx.keys." + LARGE, "key-of-large");
        settings.put("switchboard.telnyx.keys." + DIALLING, "key-of-dialling");
        settings.put("switchboard.accounts." + DIALLING + ".place-by", "call_control");
        settings.put("switchboard.accounts." + DIALLING + ".connection-id", CONNECTION);
        settings.put("switchboard.accounts." + DIALLING + ".webhook-url", "https://example.com/webhooks/telnyx/x");
        settings.put("switchboard.accounts." + SMALL + ".concurrent-calls", "3");
        key(settings, "agent", SMALL);
        key(settings, "viewer", SMALL);
        key(settings, "operator", LARGE);
        settings.put("switchboard.placing.lead", "PT1S");
        settings.put("quarkus.http.test-port", String.valueOf(FreePorts.take(1).get(0)));
        return settings;
    }

    /** The token of a key is its role. */
    private static void key(Map<String, String> settings, String role, String account) {
        settings.put("switchboard.keys." + role + ".hash", sha256(role));
        settings.put("switchboard.keys." + role + ".account", account);
        settings.put("switchboard.keys." + role + ".role", role);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
