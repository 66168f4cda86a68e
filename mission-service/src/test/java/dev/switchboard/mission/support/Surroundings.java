package dev.switchboard.mission.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the service under test is configured with: where its Telnyx will be, and who may speak to it. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    /** Accounts whose missions may create assistants; tests that count things use one of their own. */
    public static final List<String> ACCOUNTS = List.of(
            "default",
            "reuse",
            "lost",
            "numbers",
            "throttled",
            "mirror",
            "lostmirror",
            "closed",
            "update",
            "big",
            "stages",
            "remembering",
            "crowded");

    /** The gateway of account {@code remembering}; the other accounts have none. */
    public static final String WEBHOOK_URL = "https://gateway.test/webhooks/telnyx/remembering";

    public static final String DENYING = "denying";
    public static final String ASKING = "asking";

    /** Accounts that ask; the key is the account, the value the names of its approvers, each with a key of its own. */
    public static final Map<String, List<String>> APPROVERS = Map.of(
            "approvals", List.of("dana", "kim"),
            "hasty", List.of("hal"),
            "planned", List.of("paula"),
            "rounds", List.of("rita"),
            "door", List.of("dora"));

    /** The token of an approver's key. */
    public static String tokenOf(String approver) {
        return "token-of-" + approver;
    }

    /** The agent's token of an account. */
    public static String token(String account) {
        return "token-of-the-agent-of-account-" + account;
    }

    public static final String VIEWER_TOKEN = "token-of-the-viewer-of-account-default";

    public static final String OPERATOR_TOKEN = "token-of-the-operator-of-account-default";
    public static final String APPROVER_TOKEN = "token-of-the-approver-of-account-default";

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        config.put("switchboard.telnyx.url", "http://localhost:" + freePort() + "/v2");
        config.put("switchboard.mirror.flush", "1s");
        ACCOUNTS.forEach(account -> account(config, account, "allow"));
        account(config, DENYING, "deny");
        account(config, ASKING, "ask");
        account(config, "approvals", "ask");
        account(config, "hasty", "ask");
        account(config, "planned", "allow");
        account(config, "rounds", "allow");
        account(config, "door", "ask");
        config.put("switchboard.accounts.remembering.webhook-url", WEBHOOK_URL);
        config.put("switchboard.accounts.hasty.approval-expiry", "2s");
        config.put("switchboard.accounts.door.guardrails.number-reassign", "allow");
        config.put("switchboard.accounts.door.guardrails.connection-change", "deny");
        APPROVERS.forEach((account, names) -> {
            config.put("switchboard.accounts." + account + ".approvers", String.join(",", names));
            names.forEach(name -> key(config, name, tokenOf(name), account, "approver"));
        });
        key(config, "eve", tokenOf("eve"), "approvals", "operator");
        key(config, "viewer", VIEWER_TOKEN, "default", "viewer");
        key(config, "operator", OPERATOR_TOKEN, "default", "operator");
        key(config, "approver", APPROVER_TOKEN, "default", "approver");
        return config;
    }

    private static void account(Map<String, String> config, String account, String guardrail) {
        config.put("switchboard.telnyx.keys." + account, "key-of-" + account);
        config.put("switchboard.accounts." + account + ".guardrails.assistant-create", guardrail);
        config.put("switchboard.accounts." + account + ".guardrails.assistant-update", guardrail);
        key(config, "agent-" + account, token(account), account, "agent");
    }

    private static void key(Map<String, String> config, String name, String token, String account, String role) {
        config.put("switchboard.keys." + name + ".hash", sha256(token));
        config.put("switchboard.keys." + name + ".account", account);
        config.put("switchboard.keys." + name + ".role", role);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
