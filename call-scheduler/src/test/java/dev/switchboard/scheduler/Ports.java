package dev.switchboard.scheduler;

import dev.switchboard.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Where the tests' Telnyx listens, and the accounts that the tests use. */
public class Ports implements QuarkusTestResourceLifecycleManager {

    /** Three calls at once. */
    public static final String SMALL = "small";

    /** Ten calls at once. */
    public static final String LARGE = "large";

    @Override
    public Map<String, String> start() {
        int port = FreePorts.take(1).get(0);
        Map<String, String> settings = new HashMap<>();
        settings.put("test.telnyx.port", "" + port);
        settings.put("switchboard.telnyx.url", "http://127.0.0.1:" + port + "/v2");
        settings.put("switchboard.telnyx.timeout", "2s");
        settings.put("switchboard.telnyx.keys." + SMALL, "key-of-small");
        settings.put("switchboard.telnyx.keys." + LARGE, "key-of-large");
        settings.put("switchboard.accounts." + SMALL + ".concurrent-calls", "3");
        settings.put("switchboard.placing.lead", "PT1S");
        settings.put("quarkus.http.test-port", String.valueOf(FreePorts.take(1).get(0)));
        return settings;
    }

    @Override
    public void stop() {}
}
