package dev.switchboard.scheduler.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.PartOfDay;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.scheduler.application.RequestedCall;
import dev.switchboard.scheduler.application.TermsOfRequest;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.CallState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Entity
@Table(name = "call")
class CallRow {

    private static final TypeReference<Map<Outcome, Integer>> RETRIES = new TypeReference<>() {};
    private static final TypeReference<Map<PartOfDay, Integer>> TIMES_OF_DAY = new TypeReference<>() {};

    @Id
    private UUID id;

    @Column(updatable = false)
    private String account;

    @Column(updatable = false)
    private UUID runId;

    @Column(updatable = false)
    private int sequence;

    @Column(updatable = false)
    private String phone;

    @Column(updatable = false)
    private String recipients;

    @Column(updatable = false)
    private int priority;

    @Column(updatable = false)
    private Instant deadline;

    @Column(updatable = false)
    private String zones;

    @Column(updatable = false)
    private String request;

    @Enumerated(EnumType.STRING)
    private CallState state;

    private Instant dueAt;
    private int attempts;
    private UUID attemptId;
    private String retriesUsed;

    @Enumerated(EnumType.STRING)
    private Outcome lastOutcome;

    private int refusals;
    private boolean cancelRequested;
    private Instant insightDueAt;
    private String inVain;
    private boolean suppressed;

    /** For Hibernate. */
    CallRow() {}

    CallRow(RequestedCall file) {
        CallRequested asked = file.request();
        id = asked.callId();
        account = asked.account();
        runId = asked.runId();
        sequence = asked.sequence();
        phone = asked.target().phone();
        recipients = asked.recipients();
        priority = asked.priority();
        deadline = file.terms().deadline().orElse(null);
        zones = file.terms().zones().stream().map(ZoneId::getId).collect(Collectors.joining(","));
        request = EventJson.write(asked);
        take(file.call());
    }

    void take(Call call) {
        state = call.state();
        dueAt = call.dueAt();
        attempts = call.attempts();
        attemptId = call.attemptId().orElse(null);
        retriesUsed = EventJson.write(call.retriesUsed());
        lastOutcome = call.lastOutcome().orElse(null);
        refusals = call.refusals();
        cancelRequested = call.cancelRequested();
        insightDueAt = call.insightDueAt().orElse(null);
        inVain = EventJson.write(call.inVain().tried());
        suppressed = call.suppressed();
    }

    RequestedCall read() {
        Call call = new Call(
                id,
                runId,
                account,
                state,
                dueAt,
                attempts,
                Optional.ofNullable(attemptId),
                retries(retriesUsed),
                Optional.ofNullable(lastOutcome),
                refusals,
                cancelRequested,
                Optional.ofNullable(insightDueAt),
                new TimesOfDay(read(inVain, EventJson.mapper().constructType(TIMES_OF_DAY))),
                suppressed);
        CallRequested asked = request(request);
        return new RequestedCall(
                call, asked, TermsOfRequest.read(asked, zones(zones)).until(Optional.ofNullable(deadline)));
    }

    static CallRequested request(String json) {
        return read(json, EventJson.mapper().constructType(CallRequested.class));
    }

    static List<ZoneId> zones(String joined) {
        return Stream.of(joined.split(","))
                .filter(zone -> !zone.isEmpty())
                .map(ZoneId::of)
                .toList();
    }

    private static Map<Outcome, Integer> retries(String json) {
        return read(json, EventJson.mapper().constructType(RETRIES));
    }

    private static <T> T read(String json, com.fasterxml.jackson.databind.JavaType type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is not readable", e);
        }
    }
}
