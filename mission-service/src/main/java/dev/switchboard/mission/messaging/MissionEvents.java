package dev.switchboard.mission.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Inbox;
import dev.switchboard.mission.application.DecideApproval;
import dev.switchboard.mission.application.DueWork;
import dev.switchboard.mission.application.LaunchMission;
import dev.switchboard.mission.application.RefuseMission;
import dev.switchboard.mission.application.TakeCallFacts;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What this service hears: one use case each, once per event. */
@ApplicationScoped
class MissionEvents {

    private static final String DEFAULT_ACCOUNT = "default";

    private final Inbox inbox;
    private final LaunchMission launch;
    private final TakeCallFacts facts;
    private final DecideApproval decide;
    private final DueWork work;
    private final RefuseMission refuse;

    MissionEvents(
            Inbox inbox,
            LaunchMission launch,
            TakeCallFacts facts,
            DecideApproval decide,
            DueWork work,
            RefuseMission refuse) {
        this.refuse = refuse;
        this.inbox = inbox;
        this.launch = launch;
        this.facts = facts;
        this.decide = decide;
        this.work = work;
    }

    @Incoming(Channels.MISSION_REQUESTED)
    Uni<Void> missionRequested(Message<byte[]> message) {
        String account = account(message);
        return inbox.take(
                        message,
                        Topic.MISSION_REQUESTED,
                        JsonNode.class,
                        (session, event) -> launch.requested(session, event, account),
                        (session, headers, why) -> refuse.tell(session, headers, account, name(message), why))
                .invoke(work::provision);
    }

    @Incoming(Channels.CALL_SCHEDULED)
    Uni<Void> callScheduled(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_SCHEDULED, CallScheduled.class, facts::scheduled);
    }

    @Incoming(Channels.CALL_COMPLETED)
    Uni<Void> callCompleted(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_COMPLETED, CallCompleted.class, facts::completed)
                .invoke(work::wake);
    }

    @Incoming(Channels.CALL_ABANDONED)
    Uni<Void> callAbandoned(Message<byte[]> message) {
        return inbox.take(message, Topic.CALL_ABANDONED, CallAbandoned.class, facts::abandoned)
                .invoke(work::wake);
    }

    @Incoming(Channels.INSIGHT_READY)
    Uni<Void> insightReady(Message<byte[]> message) {
        return inbox.take(message, Topic.INSIGHT_READY, InsightReady.class, facts::insight)
                .invoke(work::wake);
    }

    @Incoming(Channels.APPROVAL_DECIDED)
    Uni<Void> approvalDecided(Message<byte[]> message) {
        return inbox.take(message, Topic.APPROVAL_DECIDED, ApprovalDecided.class, decide::heard)
                .invoke(work::decided);
    }

    /** Of a mission that is not valid: whatever can be read. */
    private static Optional<String> name(Message<byte[]> message) {
        try {
            return Optional.ofNullable(EventJson.read(message.getPayload(), JsonNode.class)
                            .path("name")
                            .textValue())
                    .filter(name -> !name.isBlank());
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    /** The key of the record is the account (topic contract). */
    private static String account(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .<Object>map(metadata -> metadata.getKey())
                .map(Object::toString)
                .orElse(DEFAULT_ACCOUNT);
    }
}
