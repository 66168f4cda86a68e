package dev.switchboard.notifier.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.CardText;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the contract's samples say can be shown. */
class ContractTest {

    static Stream<byte[]> requested() {
        return Stream.concat(
                Stream.of(EventContract.sample(Topic.APPROVAL_REQUESTED)),
                EventContract.variants(Topic.APPROVAL_REQUESTED).values().stream());
    }

    static Stream<byte[]> answered() {
        return Stream.concat(
                        Stream.of(EventContract.sample(Topic.APPROVAL_ANSWERED)),
                        EventContract.variants(Topic.APPROVAL_ANSWERED).values().stream())
                .filter(body -> !new String(body, StandardCharsets.UTF_8).contains("\"status\": \"pending\""));
    }

    @ParameterizedTest
    @MethodSource("requested")
    void showsWhatIsAsked(byte[] body) {
        CardText text = CardText.of(approval(body, null));

        assertThat(text.open()).isTrue();
        assertThat(text.lines()).isNotEmpty();
        assertThat(text.plain()).doesNotContain("+1312").contains("May decide: ");
    }

    @ParameterizedTest
    @MethodSource("answered")
    void showsWhatBecameOfIt(byte[] body) {
        CardText text = CardText.of(approval(EventContract.sample(Topic.APPROVAL_REQUESTED), body));

        assertThat(text.open()).isFalse();
        assertThat(text.verdict()).isPresent();
    }

    @Test
    void canBeChangedWhereCandidatesAreNamed() {
        Approval advance = approval(EventContract.sample(Topic.APPROVAL_REQUESTED, "round_advance"), null);

        assertThat(advance.isChangeable()).isTrue();
        assertThat(CardText.of(advance).lines()).containsExactly("1. Chicago Grill Co (…0102): rank 1: score 9");
    }

    private static Approval approval(byte[] requested, byte[] answered) {
        ApprovalRow row = new ApprovalRow();
        row.requested = new String(requested, StandardCharsets.UTF_8);
        row.answered = answered == null ? null : new String(answered, StandardCharsets.UTF_8);
        return row.approval().orElseThrow();
    }
}
