package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.application.RequestAction.Flaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The guarded requests that may be made without a mission (contract, sections 2 and 4.4): one row each. */
enum GuardedDoor {
    ASSISTANT_CREATE(
            ApprovalAction.ASSISTANT_CREATE,
            "POST",
            "/ai/assistants",
            "",
            List.of("name", "instructions"),
            "Create an assistant?"),
    ASSISTANT_UPDATE(
            ApprovalAction.ASSISTANT_UPDATE,
            "POST",
            "/ai/assistants/",
            "assistant_id",
            List.of(),
            "Change an assistant?"),
    ASSISTANT_DELETE(
            ApprovalAction.ASSISTANT_DELETE,
            "DELETE",
            "/ai/assistants/",
            "assistant_id",
            List.of(),
            "Delete an assistant?"),
    NUMBER_REASSIGN(
            ApprovalAction.NUMBER_REASSIGN,
            "PATCH",
            "/phone_numbers/",
            "phone_number_id",
            List.of("connection_id"),
            "Give a number to another connection?"),
    CONNECTION_CHANGE(
            ApprovalAction.CONNECTION_CHANGE,
            "PATCH",
            "/call_control_applications/",
            "application_id",
            List.of("application_name", "webhook_event_url"),
            "Change a connection?");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,127}");

    private final ApprovalAction action;
    private final String method;
    private final String path;
    private final String idField;
    private final List<String> required;
    private final String question;

    GuardedDoor(
            ApprovalAction action, String method, String path, String idField, List<String> required, String question) {
        this.action = action;
        this.method = method;
        this.path = path;
        this.idField = idField;
        this.required = required;
        this.question = question;
    }

    static Optional<GuardedDoor> of(String word) {
        return Arrays.stream(values())
                .filter(door -> door.action.word().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(door -> door.action.word()).toList();
    }

    ApprovalAction action() {
        return action;
    }

    String question() {
        return question;
    }

    /** Everything that is wrong with a request; empty if it can be made. */
    List<Flaw> flaws(JsonNode request) {
        if (!(request instanceof ObjectNode fields)) {
            return List.of(new Flaw("$.request", shown(request), "an object"));
        }
        List<Flaw> flaws = new ArrayList<>();
        if (!idField.isEmpty() && !ID.matcher(fields.path(idField).asText("")).matches()) {
            flaws.add(new Flaw("$.request." + idField, shown(fields.path(idField)), "the id at Telnyx"));
        }
        for (String name : required) {
            if (fields.path(name).asText("").isBlank()) {
                flaws.add(new Flaw(
                        "$.request." + name, shown(fields.path(name)), "a text: " + action.word() + " needs it"));
            }
        }
        if (flaws.isEmpty() && method.equals("DELETE") != body(fields).isEmpty()) {
            flaws.add(new Flaw(
                    "$.request",
                    fields.toString(),
                    method.equals("DELETE") ? "nothing beside " + idField : "the fields to change beside " + idField));
        }
        return flaws;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }

    /** The exact request; only without flaws. */
    GuardedRequest request(JsonNode request) {
        ObjectNode fields = (ObjectNode) request;
        return new GuardedRequest(action, method, path + fields.path(idField).asText(""), body(fields));
    }

    private ObjectNode body(ObjectNode fields) {
        ObjectNode body = fields.deepCopy();
        body.remove(idField);
        return body;
    }
}
