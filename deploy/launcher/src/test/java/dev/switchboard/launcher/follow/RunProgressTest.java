package dev.switchboard.launcher.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunProgressTest {

    private final Screen screen = new Screen();
    private final RunProgress progress = new RunProgress(screen, id -> Optional.of("decide " + id));

    @Test
    void saysWhatHappensToEachCall() {
        progress.on(busy(), true);

        assertThat(screen.said).singleElement().asString().contains("call 2").contains("busy, again at ");
    }

    @Test
    void countsWhoIsOnThePhone() {
        CallScheduled scheduled = sample(Topic.CALL_SCHEDULED, CallScheduled.class);
        progress.on(scheduled, Instant.EPOCH, true);
        assertThat(screen.last.onThePhone()).isEqualTo(1);

        progress.on(sample(Topic.CALL_COMPLETED, CallCompleted.class), true);
        assertThat(screen.last.calls()).isPositive();
    }

    @Test
    void settlesWithAValidInsightOrWhenGivenUp() {
        progress.on(sample(Topic.INSIGHT_READY, InsightReady.class), true);
        int first = screen.last.settled();
        progress.on(sample(Topic.CALL_ABANDONED, CallAbandoned.class), true);

        assertThat(first).isEqualTo(1);
        assertThat(screen.last.settled()).isBetween(1, 2);
    }

    @Test
    void saysWhatIsWaitedForAndHowToDecide() {
        ApprovalRequested requested = sample(Topic.APPROVAL_REQUESTED, ApprovalRequested.class);

        progress.on(requested, true);

        assertThat(screen.said)
                .containsExactly(
                        "waiting for approval: " + requested.question() + " ("
                                + String.join(", ", requested.approvers()) + ")",
                        "decide " + requested.approvalId());
    }

    @Test
    void saysWhoDecided() {
        progress.on(sample(Topic.APPROVAL_ANSWERED, ApprovalAnswered.class), true);

        assertThat(screen.said).containsExactly("approval: approved by dana (slack)");
    }

    @Test
    void asksNobodyAboutWhatIsDecided() {
        progress.on(sample(Topic.APPROVAL_ANSWERED, ApprovalAnswered.class), false);
        progress.on(sample(Topic.APPROVAL_REQUESTED, ApprovalRequested.class), false);

        assertThat(screen.said).isEmpty();
    }

    @Test
    void isSilentAboutWhatWasToldBefore() {
        progress.on(busy(), false);

        assertThat(screen.said).isEmpty();
        assertThat(screen.last.calls()).isEqualTo(1);
    }

    @Test
    void givesAtMostFourPlainValues() {
        assertThat(RunProgress.values(new java.util.TreeMap<>(
                        java.util.Map.of("a", 1, "b", "two", "c", true, "d", List.of(1), "e", 5, "f", 6))))
                .isEqualTo("a 1, b two, c true, e 5");
    }

    private static CallCompleted busy() {
        return EventJson.read(EventContract.sample(Topic.CALL_COMPLETED, "busy"), CallCompleted.class);
    }

    private static <T> T sample(Topic topic, Class<T> type) {
        return EventJson.read(EventContract.sample(topic), type);
    }

    private static final class Screen implements ProgressView {

        private final List<String> said = new ArrayList<>();
        private Standing last = new Standing("", "", 0, 0, 0, 0);

        @Override
        public void say(Instant at, String what) {
            said.add(what);
        }

        @Override
        public void show(Standing standing) {
            last = standing;
        }

        @Override
        public void note(String what) {
            said.add(what);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
