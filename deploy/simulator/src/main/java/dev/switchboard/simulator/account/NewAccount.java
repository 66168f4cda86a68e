package dev.switchboard.simulator.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import java.time.Instant;
import java.util.List;

/** What an account has before its owner does anything: numbers, one of them in use, and a summary insight. */
public final class NewAccount {

    /** The call control application that it has from the start. */
    public static final String APPLICATION = "1494404757140276705";

    /** The second number belongs to somebody else's connection, as in a real account. */
    private static final int TAKEN = 2;

    private final Account account;
    private final Ids ids;

    public NewAccount(Account account, Ids ids) {
        this.account = account;
        this.ids = ids;
    }

    public void open(List<String> numbers, Instant now) {
        for (int i = 0; i < numbers.size(); i++) {
            addNumber(numbers.get(i), i + 1, now);
        }
        addSummaryInsight(now);
        addApplication(now);
    }

    /** Without an address of its own: its calls' webhooks go where the account's go. */
    private void addApplication(Instant now) {
        ObjectNode doc = Json.object()
                .put("id", APPLICATION)
                .put("record_type", "call_control_application")
                .put("application_name", "Outbound calls")
                .put("webhook_event_url", "")
                .put("webhook_event_failover_url", "")
                .put("webhook_api_version", "2")
                .putNull("webhook_timeout_secs")
                .put("active", true)
                .put("created_at", now.toString())
                .put("updated_at", now.toString());
        doc.putObject("inbound");
        doc.putObject("outbound");
        doc.putArray("tags");
        account.applications.put(APPLICATION, doc);
    }

    private void addNumber(String number, int position, Instant now) {
        ObjectNode doc = Json.object();
        String id = ids.numericId();
        boolean taken = position == TAKEN;
        doc.put("id", id)
                .put("record_type", "phone_number")
                .put("phone_number", number)
                .put("country_iso_alpha2", "US")
                .put("status", "active")
                .put("phone_number_type", "local")
                .putNull("external_pin")
                .putNull("customer_reference")
                .put("connection_id", taken ? ids.numericId() : null)
                .put("connection_name", taken ? "Front desk" : null)
                .putNull("messaging_profile_id")
                .putNull("messaging_profile_name")
                .putNull("billing_group_id")
                .putNull("emergency_address_id")
                .put("emergency_enabled", false)
                .put("emergency_status", "disabled")
                .put("call_forwarding_enabled", true)
                .put("call_recording_enabled", false)
                .put("caller_id_name_enabled", false)
                .put("cnam_listing_enabled", false)
                .put("t38_fax_gateway_enabled", false)
                .put("hd_voice_enabled", position % 3 == 0)
                .put("inbound_call_screening", "disabled")
                .put("deletion_lock_enabled", false)
                .put("source_type", "number_order")
                .put("created_at", now.toString())
                .put("updated_at", now.toString())
                .put("purchased_at", now.toString())
                .put("activated_at", now.toString());
        doc.putArray("tags");
        account.numbers.put(id, doc);
    }

    private void addSummaryInsight(Instant now) {
        String insight = ids.uuid();
        account.insights.put(
                insight,
                Json.object()
                        .put("id", insight)
                        .put("name", "Summary")
                        .put("instructions", "Summarize the conversation in two sentences.")
                        .put("webhook", "")
                        .put("insight_type", "default")
                        .put("created_at", now.toString()));
        String group = ids.uuid();
        ObjectNode doc = Json.object()
                .put("id", group)
                .put("name", "Default")
                .put("description", "")
                .put("webhook", "")
                .put("created_at", now.toString());
        doc.putArray("insight_ids").add(insight);
        account.insightGroups.put(group, doc);
        account.set("default_insight_group_id", TextNode.valueOf(group));
    }
}
