package dev.switchboard.simulator.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Documents;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.WebhookAddress;
import java.util.Optional;

/** What one Telnyx account owns, apart from its calls. */
public final class Account {

    private static final String SETTINGS = "settings";

    public final Documents missions;
    /** By mission. */
    public final Documents runs;
    /** By run; the id is run and step id. */
    public final Documents steps;
    /** By run. */
    public final Documents missionEvents;
    /** By run. */
    public final Documents linkedAgents;
    /** Tools, knowledge bases and MCP servers, by kind and mission. */
    public final Documents missionParts;

    public final Documents assistants;
    /** By assistant. */
    public final Documents assistantVersions;

    public final Documents canaryDeploys;
    public final Documents insights;
    public final Documents insightGroups;
    public final Documents numbers;
    public final Documents applications;
    public final Documents messages;
    /** Slack and Telegram messages. */
    public final Documents chatMessages;

    private final Documents settings;

    public Account(Journal journal) {
        missions = new Documents("mission", journal);
        runs = new Documents("run", journal);
        steps = new Documents("step", journal);
        missionEvents = new Documents("mission_event", journal);
        linkedAgents = new Documents("linked_agent", journal);
        missionParts = new Documents("mission_part", journal);
        assistants = new Documents("assistant", journal);
        assistantVersions = new Documents("assistant_version", journal);
        canaryDeploys = new Documents("canary_deploy", journal);
        insights = new Documents("insight", journal);
        insightGroups = new Documents("insight_group", journal);
        numbers = new Documents("number", journal);
        applications = new Documents("application", journal);
        messages = new Documents("message", journal);
        chatMessages = new Documents("chat_message", journal);
        settings = new Documents(SETTINGS, journal);
        if (settings.isEmpty()) {
            settings.put(SETTINGS, Json.object());
        }
    }

    public ObjectNode settings() {
        return settings.find(SETTINGS).orElseThrow();
    }

    public void set(String key, JsonNode value) {
        settings().set(key, value);
        settings.touch(SETTINGS);
    }

    /** Where webhooks go that have no address of their own. */
    public WebhookAddress webhookAddress() {
        return new WebhookAddress(Json.text(settings(), "webhook_url"), Json.text(settings(), "failover_url"));
    }

    public Optional<ObjectNode> assistant(String id) {
        return id == null ? Optional.empty() : assistants.find(id);
    }

    /** The group that evaluates an assistant's conversations. */
    public Optional<ObjectNode> insightGroupOf(String assistantId) {
        String group = assistant(assistantId)
                .map(assistant -> Json.text(assistant.path("insight_settings"), "insight_group_id"))
                .filter(id -> !id.isBlank())
                .orElseGet(() -> Json.text(settings(), "default_insight_group_id"));
        return group == null ? Optional.empty() : insightGroups.find(group);
    }
}
