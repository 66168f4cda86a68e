package dev.switchboard.scheduler.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchboard.calling.Outcome;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Sighting;
import dev.switchboard.scheduler.application.Sighting.Stage;
import dev.switchboard.scheduler.application.Sightings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingPagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpAnswer page(String events, int pages, int total) {
        try {
            return new HttpAnswer(
                    HttpResult.DONE,
                    200,
                    JSON.readTree("{\"data\":[" + events + "],\"meta\":{\"total_pages\":" + pages
                            + ",\"total_results\":" + total + "}}"),
                    Optional.empty(),
                    "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String event(String status, String callStatus) {
        return "{\"scheduled_event_id\":\"e\",\"status\":\"" + status + "\",\"call_status\":"
                + (callStatus.equals("-") ? "null" : "\"" + callStatus + "\"") + "}";
    }

    @Test
    void allPagesOfAnUnchangedListAreComplete() {
        SightingPages pages = new SightingPages();

        assertThat(pages.add(page(event("pending", "-"), 2, 2))).isFalse();
        assertThat(pages.next()).isEqualTo(2);
        assertThat(pages.add(page(event("pending", "-"), 2, 2))).isTrue();
        assertThat(pages.result().complete()).isTrue();
        assertThat(pages.result().events()).hasSize(2);
    }

    @Test
    void aListThatChangesItsLengthIsNotComplete() {
        SightingPages pages = new SightingPages();
        pages.add(page(event("pending", "-"), 2, 2));

        assertThat(pages.add(page(event("pending", "-"), 2, 3))).isTrue();
        assertThat(pages.result().complete()).isFalse();
        assertThat(pages.result().events()).hasSize(2);
    }

    @Test
    void aPageThatFailsProvesNothing() {
        SightingPages pages = new SightingPages();
        pages.add(new HttpAnswer(
                HttpResult.THROTTLED, 429, MissingNode.getInstance(), Optional.of(Duration.ofSeconds(7)), "HTTP 429"));

        Sightings result = pages.result();
        assertThat(result.complete()).isFalse();
        assertThat(result.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        "pending, -, PENDING, ",
        "pending, no-answer, PENDING, ",
        "in_progress, ringing, UNDER_WAY, ",
        "in_progress, in-progress, UNDER_WAY, ",
        "in_progress, completed, FINAL, COMPLETED",
        "completed, completed, FINAL, COMPLETED",
        "completed, -, FINAL, COMPLETED",
        "failed, busy, FINAL, BUSY",
        "failed, no-answer, FINAL, NO_ANSWER",
        "failed, canceled, FINAL, CANCELED",
        "failed, failed, FINAL, FAILED",
        "failed, -, FINAL, FAILED",
    })
    void readsHowFarACallHasCome(String status, String callStatus, Stage stage, Outcome outcome) {
        SightingPages pages = new SightingPages();
        pages.add(page(event(status, callStatus), 1, 1));

        Sighting sighting = pages.result().events().get(0);
        assertThat(sighting.stage()).isEqualTo(stage);
        assertThat(sighting.outcome()).isEqualTo(Optional.ofNullable(outcome));
    }
}
