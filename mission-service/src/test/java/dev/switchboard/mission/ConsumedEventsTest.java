package dev.switchboard.mission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.mission.domain.AbandonReason;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.InsightStatus;
import dev.switchboard.mission.expressions.CelExpressions;
import dev.switchboard.mission.missionfile.CsvFiles;
import dev.switchboard.mission.missionfile.MissionFiles;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the producers of our events write can be read here, and every word of theirs has one of ours. */
class ConsumedEventsTest {

    @Test
    void readsEverySampleOfItsProducers() {
        samples(Topic.CALL_SCHEDULED).forEach(sample -> EventJson.read(sample, CallScheduled.class));
        samples(Topic.CALL_COMPLETED).forEach(sample -> EventJson.read(sample, CallCompleted.class));
        samples(Topic.CALL_ABANDONED).forEach(sample -> EventJson.read(sample, CallAbandoned.class));
        samples(Topic.INSIGHT_READY).forEach(sample -> EventJson.read(sample, InsightReady.class));
        samples(Topic.APPROVAL_DECIDED).forEach(sample -> EventJson.read(sample, ApprovalDecided.class));
    }

    @Test
    void findsAValidMissionInEveryRequest() {
        MissionFiles files = new MissionFiles(new CelExpressions());
        CsvFiles anyFile = name -> "name,phone\nLakefront Catering,+13125550101\n";

        assertThat(samples(Topic.MISSION_REQUESTED)
                        .map(sample -> files.read(tree(sample), anyFile).problems()))
                .allSatisfy(problems -> assertThat(problems).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void knowsEveryOutcome(Outcome outcome) {
        assertThat(CallOutcome.valueOf(outcome.name()).word()).isEqualTo(outcome.word());
    }

    @ParameterizedTest
    @EnumSource(CallAbandoned.Reason.class)
    void knowsEveryReasonForGivingUp(CallAbandoned.Reason reason) {
        assertThat(AbandonReason.valueOf(reason.name())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(InsightReady.Status.class)
    void knowsEveryStatusOfAnInsight(InsightReady.Status status) {
        assertThat(InsightStatus.valueOf(status.name())).isNotNull();
    }

    private static Stream<byte[]> samples(Topic topic) {
        return Stream.concat(Stream.of(EventContract.sample(topic)), EventContract.variants(topic).values().stream());
    }

    private static JsonNode tree(byte[] sample) {
        try {
            return EventJson.mapper().readTree(sample);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
