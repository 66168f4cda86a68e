package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a call's variables come from, the first winning: the request, the owner's webhook, the assistant's defaults
 * (contract, section 7).
 */
public final class DynamicVariables {

    private static final long DEFAULT_LIMIT_MILLIS = 1_000;

    private final Account account;
    private final Webhooks webhooks;
    private final Ids ids;

    public DynamicVariables(Account account, Webhooks webhooks, Ids ids) {
        this.account = account;
        this.webhooks = webhooks;
        this.ids = ids;
    }

    /** As Telnyx fills them in: text. */
    public static Map<String, String> texts(JsonNode variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (variables != null) {
            variables.properties().forEach(field -> texts.put(field.getKey(), Json.textOf(field.getValue())));
        }
        return texts;
    }

    /** Without asking the owner. */
    Map<String, String> known(String assistantId, Map<String, String> ofRequest) {
        return merged(assistantId, Json.object(), ofRequest);
    }

    /** With the owner's answer. */
    Map<String, String> merged(String assistantId, JsonNode answer, Map<String, String> ofRequest) {
        Map<String, String> variables = texts(account.assistant(assistantId)
                .map(assistant -> assistant.get("dynamic_variables"))
                .orElse(null));
        variables.putAll(texts(answer.get("dynamic_variables")));
        variables.putAll(ofRequest);
        return variables;
    }

    boolean mustAsk(Call call) {
        return url(call).isPresent();
    }

    private Optional<String> url(Call call) {
        return account.assistant(call.assistantId())
                .map(assistant -> Json.text(assistant, "dynamic_variables_webhook_url"))
                .filter(url -> !url.isBlank());
    }

    /** The limit is real time; an answer that is late or of no use counts as an empty one. */
    void ask(Call call, Instant now, Consumer<JsonNode> answer) {
        CallOrder order = call.order();
        ObjectNode event = Json.object()
                .put("record_type", "event")
                .put("id", "event_" + ids.uuid())
                .put("event_type", "assistant.initialization")
                .put("occurred_at", now.toString());
        event.putObject("payload")
                .put("telnyx_conversation_channel", "phone_call")
                .put("telnyx_agent_target", order.from())
                .put("telnyx_end_user_target", order.to())
                .put("telnyx_end_user_target_verified", false)
                .put("call_control_id", order.controlId())
                .put("assistant_id", call.assistantId());
        long limit = account.assistant(call.assistantId())
                .map(assistant ->
                        assistant.path("dynamic_variables_webhook_timeout_ms").asLong(DEFAULT_LIMIT_MILLIS))
                .orElse(DEFAULT_LIMIT_MILLIS);
        webhooks.ask(url(call).orElse(""), event, Duration.ofMillis(limit), answer);
    }
}
