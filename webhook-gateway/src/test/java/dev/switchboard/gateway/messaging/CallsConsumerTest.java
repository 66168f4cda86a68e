package dev.switchboard.gateway.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.gateway.domain.CallUnderWay;
import org.junit.jupiter.api.Test;

class CallsConsumerTest {

    @Test
    void everySampleThatIsConsumedCanBeRead() {
        assertThat(EventContract.variants(Topic.CALL_SCHEDULED).values())
                .isNotEmpty()
                .allSatisfy(body -> CallsConsumer.callUnderWay(EventJson.read(body, CallScheduled.class)));
        EventContract.variants(Topic.CALL_COMPLETED)
                .values()
                .forEach(body -> EventJson.read(body, CallCompleted.class));
        EventContract.variants(Topic.CALL_ABANDONED)
                .values()
                .forEach(body -> EventJson.read(body, CallAbandoned.class));
    }

    @Test
    void aCallOfAnOlderVersionBeginsWithItsVariables() {
        CallUnderWay call = CallsConsumer.callUnderWay(
                EventJson.read(EventContract.sample(Topic.CALL_SCHEDULED), CallScheduled.class));

        assertThat(call.line().to()).isEqualTo("+13125550142");
        assertThat(call.beginning().variables()).containsEntry("best_quote", "65");
        assertThat(call.beginning().metadata()).isEmpty();
    }
}
