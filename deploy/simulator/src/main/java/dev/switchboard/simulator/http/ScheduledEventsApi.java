package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.call.CallEngine;
import dev.switchboard.simulator.call.ScheduledEvent;
import dev.switchboard.simulator.call.ScheduledEvents;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import dev.switchboard.simulator.webhook.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /ai/assistants/{id}/scheduled_events}: the calls of a mission (contract, section 2.1). */
final class ScheduledEventsApi implements ApiServer.Family {

    private static final String ALL = "/ai/assistants/{assistant_id}/scheduled_events";
    private static final String ONE = ALL + "/{event_id}";
    private static final String PHONE = "phone_call";
    private static final List<String> CHANNELS = List.of(PHONE, "sms_chat");
    private static final List<String> REGIONS = List.of("US", "Europe", "Canada", "Australia", "Middle East");
    private static final int MOST_RETRIES = 10;
    private static final int SHORTEST_INTERVAL = 60;
    private static final int LONGEST_INTERVAL = 86_400;
    private static final int PAGE = 20;
    private static final int LARGEST = 100;

    private final Account account;
    private final ScheduledEvents events;
    private final CallEngine engine;
    private final CallLimits limits;
    private final Turns turns;
    private final Ids ids;
    private final Timeline timeline;
    private final InstantSource realTime;
    private final Duration transit;

    /** @param transit how far in the past a time may be that was the present when the request left */
    ScheduledEventsApi(
            Account account,
            ScheduledEvents events,
            CallEngine engine,
            CallLimits limits,
            Turns turns,
            Ids ids,
            Timeline timeline,
            InstantSource realTime,
            Duration transit) {
        this.account = account;
        this.events = events;
        this.engine = engine;
        this.limits = limits;
        this.turns = turns;
        this.ids = ids;
        this.timeline = timeline;
        this.realTime = realTime;
        this.transit = transit;
    }

    @Override
    public void register(Routes routes) {
        routes.post(ALL, this::create);
        routes.get(ALL, this::list);
        routes.get(ONE, asked -> Answer.ok(view(event(asked))));
        routes.delete(ONE, this::remove);
    }

    private String assistantId(Asked asked) {
        String id = asked.path("assistant_id");
        if (account.assistants.find(id).isEmpty()) {
            throw Problems.notFound("assistant");
        }
        return id;
    }

    private ScheduledEvent event(Asked asked) {
        return events.find(asked.path("event_id"))
                .filter(event -> event.assistantId.equals(asked.path("assistant_id")))
                .orElseThrow(() -> Problems.notFound("scheduled event"));
    }

    private Answer create(Asked asked) {
        String assistant = assistantId(asked);
        Instant now = turns.now();
        ObjectNode body = asked.body();
        ScheduledEvent event = checked(body, now);
        timeline.add(realTime.instant(), "request", "POST scheduled_events", event.to);
        Map<String, String> headers = Map.of();
        if (event.isCall() && !event.scheduledAt.isAfter(now.plus(CallEngine.AT_ONCE))) {
            limits.take(now);
            headers = limits.headers(now);
        }
        event.id = ids.uuid();
        event.assistantId = assistant;
        event.createdAt = now;
        engine.accept(event);
        return Answer.of(201, view(event)).with(headers);
    }

    private ScheduledEvent checked(ObjectNode body, Instant now) {
        Fields fields = Fields.of(body);
        ScheduledEvent event = new ScheduledEvent();
        event.channel = fields.required("telnyx_conversation_channel", CHANNELS);
        event.to = target(fields, "telnyx_end_user_target");
        event.from = target(fields, "telnyx_agent_target");
        event.scheduledAt = fields.requiredInstant("scheduled_at_fixed_datetime");
        boolean isText = "sms_chat".equals(event.channel);
        event.text = isText ? fields.required("text") : null;
        event.conversationMetadata = metadata(fields);
        event.dynamicVariables = variables(fields);
        event.callSettings = callSettings(fields);
        Integer retries = fields.integer("max_retries_client_errors");
        Integer interval = fields.integer("retry_interval_secs");
        fields.check();
        checkRetries(retries, interval, isText);
        event.maxRetries = retries == null ? 0 : retries;
        event.retryIntervalSecs = interval;
        event.requestedAt = event.scheduledAt.truncatedTo(ChronoUnit.MILLIS);
        event.scheduledAt = notPast(event.requestedAt, now);
        return event;
    }

    private static String target(Fields fields, String name) {
        String target = fields.required(name);
        if (target != null && !Targets.isCallable(target)) {
            fields.find("value_error", "Value error, must be an E.164 phone number or a SIP URI", name);
        }
        return target;
    }

    private static ObjectNode metadata(Fields fields) {
        ObjectNode metadata = fields.object("conversation_metadata");
        if (metadata != null) {
            metadata.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
                    fields.find(
                            "string_type",
                            "Input should be a valid string, integer or boolean",
                            "conversation_metadata",
                            field.getKey());
                }
            });
        }
        return metadata;
    }

    private static ObjectNode variables(Fields fields) {
        ObjectNode variables = fields.object("dynamic_variables");
        if (variables != null) {
            variables.properties().forEach(field -> {
                if (!field.getValue().isTextual()) {
                    fields.find("string_type", "Input should be a valid string", "dynamic_variables", field.getKey());
                }
            });
        }
        return variables;
    }

    private static ObjectNode callSettings(Fields fields) {
        ObjectNode settings = fields.object("call_settings");
        if (settings != null
                && settings.hasNonNull("sip_region")
                && !REGIONS.contains(settings.path("sip_region").asText())) {
            fields.find("enum", "Input should be one of " + REGIONS, "call_settings", "sip_region");
        }
        return settings;
    }

    private static void checkRetries(Integer retries, Integer interval, boolean isText) {
        if (isText && (retries != null || interval != null)) {
            throw Problems.badRequest("Retries are supported for phone_call only.", "/max_retries_client_errors");
        }
        if (retries != null && (retries < 0 || retries > MOST_RETRIES)) {
            throw Problems.badRequest(
                    "max_retries_client_errors must be between 0 and 10.", "/max_retries_client_errors");
        }
        if (interval != null && (interval < SHORTEST_INTERVAL || interval > LONGEST_INTERVAL)) {
            throw Problems.badRequest("retry_interval_secs must be between 60 and 86400.", "/retry_interval_secs");
        }
        if (interval != null && retries == null) {
            throw Problems.badRequest(
                    "retry_interval_secs requires max_retries_client_errors.", "/max_retries_client_errors");
        }
        if (retries != null && retries > 0 && interval == null) {
            throw Problems.badRequest(
                    "retry_interval_secs is required when max_retries_client_errors is greater than 0.",
                    "/retry_interval_secs");
        }
    }

    private Instant notPast(Instant wanted, Instant now) {
        if (wanted.isBefore(now.minus(transit))) {
            throw Problems.badRequest(
                    "scheduled_at_fixed_datetime must be in the future.", "/scheduled_at_fixed_datetime");
        }
        return wanted.isBefore(now) ? now : wanted;
    }

    private Answer list(Asked asked) {
        String assistant = assistantId(asked);
        Page page = Page.of(asked, PAGE, LARGEST);
        Predicate<ScheduledEvent> wanted = event -> true;
        Instant from = date(asked, "from_date");
        Instant to = date(asked, "to_date");
        String channel = asked.query("conversation_channel").orElse(null);
        if (channel != null && !CHANNELS.contains(channel)) {
            throw Problems.invalid(Problems.finding(
                    "enum", "Input should be 'phone_call' or 'sms_chat'", "query", "conversation_channel"));
        }
        if (from != null) {
            wanted = wanted.and(event -> !event.requestedAt.isBefore(from));
        }
        if (to != null) {
            wanted = wanted.and(event -> !event.requestedAt.isAfter(to));
        }
        if (channel != null) {
            wanted = wanted.and(event -> event.channel.equals(channel));
        }
        List<ScheduledEvent> matching =
                new ArrayList<>(events.of(assistant).stream().filter(wanted).toList());
        Collections.reverse(matching);
        return page.of(matching, ScheduledEventsApi::view);
    }

    private static Instant date(Asked asked, String name) {
        String text = asked.query(name).orElse(null);
        if (text == null) {
            return null;
        }
        String spaced = text.matches(".*\\d \\d\\d:\\d\\d$") ? text.replaceFirst(" (\\d\\d:\\d\\d)$", "+$1") : text;
        Instant instant = Fields.instant(spaced.length() == 10 ? spaced + "T00:00:00Z" : spaced);
        if (instant == null) {
            throw Problems.invalid(Problems.finding(
                    "datetime_from_date_parsing", "Input should be a valid datetime or date", "query", name));
        }
        return instant;
    }

    /** A pending event is cancelled; of any other only the record goes: its call goes on. */
    private Answer remove(Asked asked) {
        events.remove(event(asked));
        return Answer.empty(200);
    }

    private static ObjectNode view(ScheduledEvent event) {
        ObjectNode view = Json.object()
                .put("scheduled_event_id", event.id)
                .put("assistant_id", event.assistantId)
                .put("status", event.status)
                .put("telnyx_conversation_channel", event.channel)
                .put("telnyx_end_user_target", event.to)
                .put("telnyx_agent_target", event.from)
                .put("scheduled_at_fixed_datetime", event.requestedAt.toString())
                .put("created_at", event.createdAt.toString())
                .put("retry_count", event.retries());
        Json.putIfPresent(view, "conversation_id", event.conversationId);
        view.set("conversation_metadata", orEmpty(event.conversationMetadata));
        view.set("dynamic_variables", orEmpty(event.dynamicVariables));
        view.set("errors", Json.texts(event.errors));
        if (event.isCall()) {
            addCall(view, event);
        } else {
            view.put("text", event.text);
        }
        return view;
    }

    private static void addCall(ObjectNode view, ScheduledEvent event) {
        Json.putIfPresent(view, "dispatched_at", event.dispatchedAt);
        Json.putIfPresent(view, "call_status", event.callStatus);
        Json.putIfPresent(view, "call_settings", event.callSettings);
        view.put("retry_attempts", event.retries());
        view.put("max_retries_client_errors", event.maxRetries);
        if (event.callDuration != null) {
            view.put("call_duration", event.callDuration);
        }
        if (event.retryIntervalSecs != null) {
            view.put("retry_interval_secs", event.retryIntervalSecs);
        }
        var attempts = view.putArray("call_attempts");
        for (ScheduledEvent.Attempt attempt : event.attempts) {
            ObjectNode item = attempts.addObject()
                    .put("attempt_number", attempt.attemptNumber)
                    .put("attempted_at", attempt.attemptedAt.toString())
                    .put("call_status", attempt.callStatus)
                    .put("telnyx_call_control_id", attempt.callControlId);
            if (attempt.callDuration != null) {
                item.put("call_duration", attempt.callDuration);
            }
        }
    }

    private static JsonNode orEmpty(JsonNode object) {
        return object == null ? Json.object() : object;
    }
}
