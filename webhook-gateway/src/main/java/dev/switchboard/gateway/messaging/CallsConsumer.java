package dev.switchboard.gateway.messaging;

import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallMemory;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.gateway.domain.Beginning;
import dev.switchboard.gateway.domain.CallUnderWay;
import dev.switchboard.gateway.domain.CallsUnderWay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the view of the calls under way. A record that cannot be read is passed over: the services that act on it put it
 * aside and say so.
 */
@ApplicationScoped
class CallsConsumer {

    private final CallsUnderWay calls;
    private final CallsFromTheStart progress;

    CallsConsumer(CallsUnderWay calls, CallsFromTheStart progress) {
        this.calls = calls;
        this.progress = progress;
    }

    @Incoming(Channels.CALLS)
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        progress.passed(message.topic(), message.partition(), message.offset());
        return Uni.createFrom().voidItem().invoke(() -> apply(message));
    }

    private void apply(ConsumerRecord<String, byte[]> message) {
        String topic = message.topic();
        if (topic.equals(Topic.CALL_SCHEDULED.topicName())) {
            calls.began(callUnderWay(EventJson.read(message.value(), CallScheduled.class)));
        } else if (topic.equals(Topic.CALL_COMPLETED.topicName())) {
            CallCompleted ended = EventJson.read(message.value(), CallCompleted.class);
            calls.attemptEnded(ended.callId(), ended.attemptId());
        } else {
            calls.callEnded(EventJson.read(message.value(), CallAbandoned.class).callId());
        }
    }

    static CallUnderWay callUnderWay(CallScheduled call) {
        return new CallUnderWay(
                call.callId(),
                call.attemptId(),
                call.attempt(),
                new CallUnderWay.Line(
                        call.account(),
                        call.assistantId(),
                        call.from(),
                        call.target().phone()),
                call.callControlId(),
                new Beginning(
                        call.variables(),
                        call.memory().flatMap(CallMemory::conversations),
                        call.memory().map(CallMemory::insights).orElse(List.of()),
                        call.conversationMetadata().orElse(Map.of())));
    }
}
