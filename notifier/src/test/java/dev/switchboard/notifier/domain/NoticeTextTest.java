package dev.switchboard.notifier.domain;

import static dev.switchboard.notifier.domain.Notices.ordered;
import static dev.switchboard.notifier.domain.Notices.saying;
import static dev.switchboard.notifier.domain.Notices.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NoticeTextTest {

    @Test
    void saysWhatCameOutOfTheMission() {
        assertThat(NoticeText.of(Notices.catering()).plain()).isEqualTo("""
                Catering negotiation succeeded

                Chicago Grill Co is the cheapest at 62 per person.

                Recommended:
                1. Chicago Grill Co: per person 62, deposit yes, menu a
                2. Lakefront Catering: per person 65

                targets 3, calls 4, succeeded 3""");
    }

    @Test
    void namesNoPhoneNumber() {
        assertThat(NoticeText.of(Notices.catering()).plain()).doesNotContain("+1");
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertThat(NoticeText.of(saying("Booking", "Nobody answered.")).plain())
                .isEqualTo("Booking failed\n\nNobody answered.");
    }

    @Test
    void leavesOutResultsOfAnUnexpectedForm() {
        // Given
        Map<String, Object> odd = ordered(
                "recommended", List.of("just a name", Map.of("insight", List.of(1, 2))), "counts", List.of("many"));

        // When
        NoticeText text =
                NoticeText.of(CompletionNotice.of("Odd", CompletionNotice.Ending.CANCELLED, "Cancelled.", odd));

        // Then
        assertThat(text.recommended()).containsExactly("1. (no name)");
        assertThat(text.counts()).isEmpty();
        assertThat(text.title()).isEqualTo("Odd was cancelled");
    }

    @Test
    void showsThePlainValuesOfAnInsightOnly() {
        // Given
        Map<String, Object> insight =
                ordered("dishes", List.of("a"), "terms", Map.of(), "total", 1240.50, "note", " ", "open", false);

        // When
        NoticeText text = NoticeText.of(CompletionNotice.of(
                "Plain",
                CompletionNotice.Ending.SUCCEEDED,
                "Done.",
                Map.of("recommended", List.of(target(1, "Ember & Oak", insight)))));

        // Then
        assertThat(text.recommended()).containsExactly("1. Ember & Oak: total 1240.5, open no");
    }

    @Test
    void listsTheFirstTenAndCountsTheRest() {
        // Given
        List<Map<String, Object>> many = IntStream.rangeClosed(1, 14)
                .mapToObj(rank -> target(rank, "Place " + rank, Map.of()))
                .toList();

        // When
        NoticeText text = NoticeText.of(
                CompletionNotice.of("Many", CompletionNotice.Ending.SUCCEEDED, "Done.", Map.of("recommended", many)));

        // Then
        assertThat(text.recommended()).hasSize(11).last().isEqualTo("and 4 more");
    }

    @Test
    void keepsAPersonsWordsOnOneLineAndInTheirDirection() {
        assertThat(NoticeText.clean("first\r\n\u0007second\u2028 \u202Ethird")).isEqualTo("first second third");
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(NoticeText.clip("ab\uD83D\uDE80cd", 4)).isEqualTo("ab…");
    }

    @Property
    void fitsIntoOneMessageWhateverItSays(
            @ForAll String mission, @ForAll String summary, @ForAll @Size(max = 30) List<String> names) {
        List<Map<String, Object>> recommended = names.stream()
                .map(name -> target(1, name.repeat(20), ordered("a", name.repeat(9), "b", summary.repeat(3))))
                .toList();

        NoticeText text = NoticeText.of(CompletionNotice.of(
                mission, CompletionNotice.Ending.SUCCEEDED, summary.repeat(50), ordered("recommended", recommended)));

        assertThat(text.plain().length()).isLessThanOrEqualTo(NoticeText.LONGEST);
    }
}
