package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /phone_numbers} (contract, section 4.4). */
final class NumbersApi implements ApiServer.Family {

    private static final String ALL = "/phone_numbers";
    private static final String ONE = ALL + "/{id}";
    private static final int PAGE = 20;
    private static final int LARGEST = 250;
    /** Where voice settings are kept inside a number; not shown with it. */
    private static final String VOICE = "voice";

    private final Account account;
    private final Turns turns;

    NumbersApi(Account account, Turns turns) {
        this.account = account;
        this.turns = turns;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ALL, asked -> Page.of(asked, PAGE, LARGEST).of(matching(asked), NumbersApi::view));
        routes.get(
                ALL + "/messaging", asked -> Page.of(asked, PAGE, LARGEST).of(matching(asked), NumbersApi::messaging));
        routes.get(ALL + "/voice", asked -> Page.of(asked, PAGE, LARGEST).of(matching(asked), NumbersApi::voice));
        routes.get(ONE, asked -> Answer.data(view(number(asked))));
        routes.patch(ONE, this::update);
        routes.delete(ONE, this::remove);
        routes.get(ONE + "/messaging", asked -> Answer.data(messaging(number(asked))));
        routes.patch(ONE + "/messaging", this::updateMessaging);
        routes.get(ONE + "/voice", asked -> Answer.data(voice(number(asked))));
        routes.patch(ONE + "/voice", this::updateVoice);
    }

    /** By id, or by the number itself. */
    private ObjectNode number(Asked asked) {
        String id = asked.path("id");
        return account.numbers
                .find(id)
                .or(() -> account.numbers.all().stream()
                        .filter(number -> number.path("phone_number").asText().equals(id))
                        .findFirst())
                .orElseThrow(() -> Problems.notFound("phone number"));
    }

    private List<ObjectNode> matching(Asked asked) {
        Optional<String> number = asked.query("filter[phone_number]").map(text -> text.replaceAll("[^0-9]", ""));
        Optional<String> tag = asked.query("filter[tag]");
        String sort = asked.query("sort").orElse("");
        Comparator<ObjectNode> order = sort.isEmpty()
                ? (a, b) -> 0
                : Comparator.comparing(
                        doc -> doc.path(sort.replaceFirst("^-", "")).asText());
        return account.numbers.all().stream()
                .filter(doc -> number.map(
                                digits -> doc.path("phone_number").asText().contains(digits))
                        .orElse(true))
                .filter(doc -> tag.map(wanted -> hasTag(doc, wanted)).orElse(true))
                .filter(doc -> equal(asked, doc, "status")
                        && equal(asked, doc, "connection_id")
                        && equal(asked, doc, "country_iso_alpha2")
                        && equal(asked, doc, "customer_reference")
                        && equal(asked, doc, "messaging_profile_id"))
                .sorted(sort.startsWith("-") ? order.reversed() : order)
                .toList();
    }

    private static boolean equal(Asked asked, ObjectNode doc, String field) {
        return asked.query("filter[" + field + "]")
                .map(value -> value.equals(Json.text(doc, field)))
                .orElse(true);
    }

    private static boolean hasTag(ObjectNode doc, String wanted) {
        for (JsonNode tag : doc.path("tags")) {
            if (tag.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode view(ObjectNode number) {
        ObjectNode view = number.deepCopy();
        view.remove(VOICE);
        return view;
    }

    /** A messaging profile is not in the document here, but the playbook's client sends one. */
    private Answer update(Asked asked) {
        ObjectNode number = number(asked);
        ObjectNode body = asked.optionalBody();
        checkConnection(body);
        for (String field : List.of(
                "connection_id",
                "hd_voice_enabled",
                "tags",
                "customer_reference",
                "external_pin",
                "address_id",
                "billing_group_id",
                "messaging_profile_id")) {
            if (body.has(field)) {
                number.set(field, body.get(field));
            }
        }
        if (body.has("connection_id")) {
            nameConnection(number);
        }
        return Answer.data(view(saved(number)));
    }

    private static void checkConnection(ObjectNode body) {
        JsonNode connection = body.get("connection_id");
        if (connection != null && !connection.isNull() && !connection.asText().matches("\\d*")) {
            throw Problems.unprocessable(
                    "10015", "Invalid parameter", "The connection_id must be a numeric id.", "/connection_id");
        }
        JsonNode hd = body.get("hd_voice_enabled");
        if (hd != null && !hd.isNull() && !hd.isBoolean()) {
            throw Problems.unprocessable(
                    "10032", "Invalid value", "hd_voice_enabled must be a boolean.", "/hd_voice_enabled");
        }
    }

    private void nameConnection(ObjectNode number) {
        String connection = Json.text(number, "connection_id");
        if (connection == null || connection.isBlank()) {
            number.putNull("connection_id").putNull("connection_name");
            return;
        }
        String name = account.assistants.all().stream()
                .filter(assistant ->
                        connection.equals(Json.text(assistant.path("telephony_settings"), "default_texml_app_id")))
                .map(assistant -> "ai-assistant-" + assistant.path("id").asText())
                .findFirst()
                .or(() -> account.applications
                        .find(connection)
                        .map(application -> application.path("application_name").asText()))
                .orElse("Connection " + connection);
        number.put("connection_name", name);
    }

    private ObjectNode saved(ObjectNode number) {
        number.put("updated_at", turns.now().toString());
        account.numbers.touch(number.path("id").asText());
        return number;
    }

    private Answer remove(Asked asked) {
        ObjectNode number = number(asked);
        if (number.path("deletion_lock_enabled").asBoolean()) {
            throw Problems.unprocessable("10015", "Deletion lock", "The number is locked.", null);
        }
        account.numbers.remove(number.path("id").asText());
        return Answer.data(view(number).put("status", "deleted"));
    }

    private Answer updateMessaging(Asked asked) {
        ObjectNode number = number(asked);
        ObjectNode body = asked.optionalBody();
        for (String field : List.of("messaging_profile_id", "messaging_product", "tags")) {
            if (body.has(field)) {
                number.set(field, body.get(field));
            }
        }
        if (number.path("messaging_profile_id").asText().isEmpty()) {
            number.putNull("messaging_profile_id");
        }
        return Answer.data(messaging(saved(number)));
    }

    private static ObjectNode messaging(ObjectNode number) {
        ObjectNode view = Json.object()
                .put("record_type", "messaging_settings")
                .put("id", number.path("id").asText())
                .put("phone_number", number.path("phone_number").asText())
                .put("messaging_profile_id", Json.text(number, "messaging_profile_id"))
                .put("messaging_product", number.path("messaging_product").asText("A2P"))
                .put("traffic_type", "A2P")
                .put("type", "long-code")
                .put("country_code", number.path("country_iso_alpha2").asText())
                .put("created_at", number.path("created_at").asText())
                .put("updated_at", number.path("updated_at").asText());
        view.set("tags", number.get("tags"));
        view.putArray("eligible_messaging_products").add("A2P");
        ObjectNode features = view.putObject("features");
        features.putObject("sms")
                .put("domestic_two_way", true)
                .put("international_inbound", true)
                .put("international_outbound", true);
        features.putObject("mms")
                .put("domestic_two_way", true)
                .put("international_inbound", false)
                .put("international_outbound", false);
        view.putObject("health")
                .put("message_count", 0)
                .put("inbound_outbound_ratio", 0.0)
                .put("success_ratio", 1.0)
                .put("spam_ratio", 0.0);
        return view;
    }

    private Answer updateVoice(Asked asked) {
        ObjectNode number = number(asked);
        number.withObject("/" + VOICE).setAll(asked.optionalBody());
        return Answer.data(voice(saved(number)));
    }

    private static ObjectNode voice(ObjectNode number) {
        ObjectNode view = Json.object()
                .put("id", number.path("id").asText())
                .put("record_type", "voice_settings")
                .put("phone_number", number.path("phone_number").asText())
                .put("connection_id", number.path("connection_id").asText(""))
                .put("customer_reference", number.path("customer_reference").asText(""))
                .put("tech_prefix_enabled", false)
                .put("translated_number", "")
                .put("inbound_call_screening", "disabled")
                .put("usage_payment_method", "pay-per-minute");
        view.putObject("call_forwarding").put("call_forwarding_enabled", false);
        view.putObject("cnam_listing").put("cnam_listing_enabled", false).put("cnam_listing_details", "");
        view.putObject("emergency").put("emergency_enabled", false).put("emergency_status", "disabled");
        view.putObject("media_features")
                .put("rtp_auto_adjust_enabled", true)
                .put("accept_any_rtp_packets_enabled", false)
                .put("t38_fax_gateway_enabled", false);
        view.putObject("call_recording")
                .put("inbound_call_recording_enabled", false)
                .put("inbound_call_recording_format", "wav")
                .put("inbound_call_recording_channels", "single");
        if (number.get(VOICE) instanceof ObjectNode own) {
            view.setAll(own);
        }
        return view;
    }
}
