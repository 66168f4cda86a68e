package dev.switchboard.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.notifier.domain.Callback.Move;
import dev.switchboard.notifier.domain.Response.Decision;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallbackPolicyTest {

    private static final ReturnAddress SOMEBODY = new ReturnAddress("C1", "U1", "", "");
    private static final Approval SHORTLIST = Questions.vendors();
    private static final Approval ASSISTANT = Questions.assistant();
    private static final Approval CLOSED = Questions.closed(SHORTLIST, Verdict.Outcome.APPROVED, List.of());

    @Test
    void aPressIsADecisionWhateverItIsWorth() {
        for (Approval approval : List.of(SHORTLIST, ASSISTANT, CLOSED)) {
            assertThat(CallbackPolicy.respond(approval, press(Move.APPROVE, "t")))
                    .isEqualTo(new Response.Decided(Decision.APPROVED, List.of(), Optional.empty()));
            assertThat(CallbackPolicy.respond(approval, press(Move.REJECT, "t")))
                    .isEqualTo(new Response.Decided(Decision.REJECTED, List.of(), Optional.empty()));
        }
    }

    @Test
    void opensAFormWhereThereAreForms() {
        assertThat(CallbackPolicy.respond(SHORTLIST, press(Move.ASK_TO_CHANGE, "t1")))
                .isEqualTo(new Response.Asked("t1"));
        assertThat(answer(SHORTLIST, press(Move.ASK_TO_CHANGE, ""))).contains("Reply to this message");
        assertThat(answer(CLOSED, press(Move.ASK_TO_CHANGE, "t1"))).contains("approved already");
        assertThat(answer(ASSISTANT, press(Move.ASK_TO_CHANGE, "t1"))).contains("not changed");
    }

    @Test
    void aChoiceIsAChangedShortlist() {
        assertThat(CallbackPolicy.respond(SHORTLIST, choice(List.of(3, 0))))
                .isEqualTo(new Response.Decided(
                        Decision.CHANGED, List.of("+14155550304", "+14155550302"), Optional.empty()));
    }

    @Test
    void aChoiceOfNobodyOrOfStrangersChangesNothing() {
        assertThat(answer(SHORTLIST, choice(List.of()))).contains("Nothing was changed");
        assertThat(answer(SHORTLIST, choice(List.of(0, 5)))).contains("Nothing was changed");
        assertThat(answer(SHORTLIST, choice(List.of(-1)))).contains("Nothing was changed");
        assertThat(answer(ASSISTANT, choice(List.of(0)))).contains("not changed");
    }

    @Test
    void aReplyThatNamesCandidatesOnlyIsAChangedShortlist() {
        assertThat(CallbackPolicy.respond(SHORTLIST, reply("Vendor Helix\n0305")))
                .isEqualTo(new Response.Decided(
                        Decision.CHANGED, List.of("+14155550308", "+14155550305"), Optional.of("Vendor Helix\n0305")));
    }

    @Test
    void aReplyThatIsUnclearChangesNothingAndSaysWhy() {
        assertThat(answer(SHORTLIST, reply("Vendor Helix, Vendor Zeta")))
                .contains("Nothing was changed")
                .contains("Vendor Zeta")
                .doesNotContain("+1");
    }

    @Test
    void talkBelowAMessageIsLeftAlone() {
        assertThat(CallbackPolicy.respond(CLOSED, reply("thanks!"))).isInstanceOf(Response.Ignored.class);
        assertThat(CallbackPolicy.respond(ASSISTANT, reply("why?"))).isInstanceOf(Response.Ignored.class);
    }

    @Test
    void aLateChangeIsADecisionToo() {
        assertThat(CallbackPolicy.respond(CLOSED, reply("0308"))).isInstanceOf(Response.Decided.class);
    }

    /** Whatever people do, nobody advances who is no candidate, and a change names somebody. */
    @Property
    void onlyCandidatesAdvance(
            @ForAll Move move, @ForAll @Size(max = 8) List<Integer> chosen, @ForAll String said, @ForAll boolean open) {
        Callback callback =
                new Callback(Channel.SLACK, Optional.of(Questions.ID), "", move, chosen, said, "t", SOMEBODY);
        List<String> candidates =
                SHORTLIST.candidates().all().stream().map(Candidate::phone).toList();

        Response response = CallbackPolicy.respond(open ? SHORTLIST : CLOSED, callback);

        if (response instanceof Response.Decided decided) {
            assertThat(candidates).containsAll(decided.shortlist());
            assertThat(decided.shortlist().isEmpty()).isEqualTo(decided.decision() != Decision.CHANGED);
        }
    }

    private static String answer(Approval approval, Callback callback) {
        return ((Response.Answered) CallbackPolicy.respond(approval, callback)).text();
    }

    private static Callback press(Move move, String trigger) {
        return Callback.press(Channel.SLACK, Questions.ID, "1.1", move, trigger, SOMEBODY);
    }

    private static Callback choice(List<Integer> positions) {
        return Callback.choice(Channel.SLACK, Questions.ID, positions, SOMEBODY);
    }

    private static Callback reply(String words) {
        return Callback.reply(Channel.TELEGRAM, "7", words, SOMEBODY);
    }
}
