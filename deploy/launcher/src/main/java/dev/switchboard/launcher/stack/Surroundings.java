package dev.switchboard.launcher.stack;

import dev.switchboard.embedded.EmbeddedDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables by which the parts find each other: the configuration of a real installation, no more. */
final class Surroundings {

    /** The one account of a local stack. */
    static final String ACCOUNT = "default";

    static final String SIMULATED_KEY = "KEY-simulated";
    /** The simulator takes calls for at once. */
    private static final String LEAD = "PT0.1S";
    /** The call control application that a new simulated account has. */
    private static final String SIMULATED_APPLICATION = "1494404757140276705";

    private static final String WEBHOOKS = "/webhooks/telnyx/" + ACCOUNT;
    private static final String SLACK = "/webhooks/slack/interactivity";
    private static final String TELEGRAM = "/webhooks/telegram";
    private static final String APPROVERS = "SWITCHBOARD_ACCOUNTS_DEFAULT_APPROVERS";
    private static final String KEY = "SWITCHBOARD_KEYS_" + Approver.YOU.name().toUpperCase(Locale.ROOT) + "_";

    private final StackPlan plan;
    private final RunFolder folder;
    private final Ports ports;
    private final ApiKey key;
    private final String mark;
    private final ChannelSecrets secrets = ChannelSecrets.random();
    private final List<Approver> approvers;

    Surroundings(StackPlan plan, RunFolder folder, Ports ports, ApiKey key, String mark) {
        this.plan = plan;
        this.folder = folder;
        this.ports = ports;
        this.key = key;
        this.mark = mark;
        this.approvers = plan.script().map(Approver::of).orElse(List.of(Approver.YOU));
    }

    /** Where the provider sends webhooks of a simulated run. */
    String webhookUrl() {
        return local(ports.door()) + WEBHOOKS;
    }

    /** Where the people of a simulated run are heard, and how they sign, as options of the simulator. */
    List<String> channelOptions() {
        return List.of(
                "--slack-interactivity-url",
                local(ports.door()) + SLACK,
                "--slack-signing-secret",
                secrets.slack(),
                "--telegram-webhook-url",
                local(ports.door()) + TELEGRAM,
                "--telegram-secret-token",
                secrets.telegram());
    }

    /** @param telnyxKey the public key that verifies webhooks, base64 */
    Map<String, String> of(Replica replica, String telnyxKey) {
        Part part = replica.part();
        Map<String, String> variables = new HashMap<>();
        variables.put(Watchdog.MARK, mark);
        // Fewer arenas of the C library: a handful of megabytes per process.
        variables.put("MALLOC_ARENA_MAX", "2");
        if (part.isService()) {
            common(replica, variables);
            own(part, telnyxKey, variables);
            variables.putAll(plan.settings());
        }
        return variables;
    }

    private void common(Replica service, Map<String, String> variables) {
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(ports.http(service)));
        variables.put("QUARKUS_HTTP_HOST", isPublic(service.part()) ? "0.0.0.0" : "127.0.0.1");
        variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
        variables.put("SWITCHBOARD_DATABASE", "127.0.0.1:" + ports.database() + "/" + EmbeddedDatabase.NAME);
        plan.live()
                .ifPresentOrElse(
                        account -> variables.put("SWITCHBOARD_TELNYX_KEYS_DEFAULT", account.apiKey()),
                        () -> simulated(variables));
    }

    private void simulated(Map<String, String> variables) {
        variables.put("SWITCHBOARD_CLOCK_FILE", folder.clock().toString());
        variables.put("SWITCHBOARD_TELNYX_URL", local(ports.simulator()) + "/v2");
        variables.put("SWITCHBOARD_TELNYX_KEYS_DEFAULT", SIMULATED_KEY);
    }

    private void own(Part service, String telnyxKey, Map<String, String> variables) {
        switch (service) {
            case MISSION_SERVICE -> missionService(variables);
            case CALL_SCHEDULER -> callScheduler(variables);
            case WEBHOOK_GATEWAY -> webhookGateway(telnyxKey, variables);
            case NOTIFIER -> notifier(variables);
            case INSIGHT_COLLECTOR -> insightCollector(variables);
            case DATABASE, BROKER, SIMULATOR -> throw new IllegalArgumentException(service + " is no service");
        }
    }

    private void missionService(Map<String, String> variables) {
        localKey(variables);
        if (plan.live().isEmpty() || System.getenv(APPROVERS) == null) {
            variables.put(APPROVERS, approvers.stream().map(Approver::name).collect(Collectors.joining(",")));
        }
        publicWebhookUrl(variables);
        variables.put("SWITCHBOARD_SCHEDULER_URL", local(ports.http(Part.CALL_SCHEDULER)));
        plan.live()
                .ifPresentOrElse(
                        account ->
                                variables.put("SWITCHBOARD_TELNYX_INSIGHT_WEBHOOK_URL", account.publicUrl() + WEBHOOKS),
                        () -> {
                            variables.put("SWITCHBOARD_PREVIEW_LEAD", LEAD);
                            variables.putAll(limits().variables());
                            variables.put("SWITCHBOARD_ACCOUNTS_DEFAULT_GUARDRAILS_ASSISTANT_CREATE", "allow");
                            variables.put("SWITCHBOARD_ACCOUNTS_DEFAULT_GUARDRAILS_ASSISTANT_UPDATE", "allow");
                        });
    }

    private void webhookGateway(String telnyxKey, Map<String, String> variables) {
        variables.put("SWITCHBOARD_GATEWAY_PUBLIC_KEYS_DEFAULT", telnyxKey);
        if (plan.live().isEmpty()) {
            variables.put("SWITCHBOARD_GATEWAY_SLACK_SIGNING_SECRET", secrets.slack());
            variables.put("SWITCHBOARD_GATEWAY_TELEGRAM_SECRET_TOKEN", secrets.telegram());
        }
    }

    /** The one key of a local stack, for every service that has a {@code /v1}. */
    private void localKey(Map<String, String> variables) {
        variables.put(KEY + "HASH", key.hash());
        variables.put(KEY + "ACCOUNT", ACCOUNT);
        variables.put(KEY + "ROLE", "operator");
    }

    private void publicWebhookUrl(Map<String, String> variables) {
        variables.put(
                "SWITCHBOARD_ACCOUNTS_DEFAULT_WEBHOOK_URL",
                plan.live().map(account -> account.publicUrl() + WEBHOOKS).orElseGet(this::webhookUrl));
    }

    private void callScheduler(Map<String, String> variables) {
        localKey(variables);
        publicWebhookUrl(variables);
        if (plan.live().isEmpty()) {
            variables.put("SWITCHBOARD_ACCOUNTS_DEFAULT_CONNECTION_ID", SIMULATED_APPLICATION);
            variables.put("SWITCHBOARD_PLACING_LEAD", LEAD);
            variables.putAll(limits().variables());
        }
    }

    /** Nobody who watches a simulated run waits half a day for a text that is not answered. */
    private void insightCollector(Map<String, String> variables) {
        if (plan.live().isEmpty()) {
            variables.put("SWITCHBOARD_INSIGHT_REPLY_WITHIN", "2h");
        }
    }

    private AccountLimits limits() {
        return plan.script().map(AccountLimits::of).orElse(AccountLimits.NONE);
    }

    private void notifier(Map<String, String> variables) {
        if (plan.live().isEmpty()) {
            variables.put("SWITCHBOARD_NOTIFIER_SLACK_URL", local(ports.simulator()) + "/slack/api");
            variables.put("SWITCHBOARD_NOTIFIER_TELEGRAM_URL", local(ports.simulator()) + "/telegram");
            variables.put("SWITCHBOARD_NOTIFIER_ACCOUNTS_DEFAULT_SLACK_TOKEN", "xoxb-simulated");
            variables.put("SWITCHBOARD_NOTIFIER_ACCOUNTS_DEFAULT_SLACK_CHANNEL", "C0MISSIONS");
            variables.put("SWITCHBOARD_NOTIFIER_ACCOUNTS_DEFAULT_TELEGRAM_TOKEN", "1:simulated");
            variables.put("SWITCHBOARD_NOTIFIER_ACCOUNTS_DEFAULT_TELEGRAM_CHAT_ID", "1");
            for (int i = 0; i < approvers.size(); i++) {
                person("SWITCHBOARD_NOTIFIER_ACCOUNTS_DEFAULT_PEOPLE_P" + i + "_", approvers.get(i), variables);
            }
        }
    }

    private static void person(String prefix, Approver approver, Map<String, String> variables) {
        variables.put(prefix + "NAME", approver.name());
        variables.put(prefix + "SLACK", approver.slackId());
        variables.put(prefix + "TELEGRAM", approver.telegramId());
    }

    private boolean isPublic(Part service) {
        return plan.live().isPresent() && service == Part.WEBHOOK_GATEWAY;
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }
}
