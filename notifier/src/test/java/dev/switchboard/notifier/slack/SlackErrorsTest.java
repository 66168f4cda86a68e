package dev.switchboard.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.notifier.domain.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "ratelimited,THROTTLED",
        "internal_error,UNCLEAR",
        "fatal_error,UNCLEAR",
        "msg_too_long,REFUSED",
        "invalid_blocks,REFUSED",
        "invalid_auth,MISCONFIGURED",
        "not_in_channel,MISCONFIGURED",
        "channel_not_found,MISCONFIGURED",
        "something_new,MISCONFIGURED"
    })
    void tellsWhoCanMendIt(String error, Delivery.Result result) {
        assertThat(SlackErrors.result(error)).isEqualTo(result);
    }

    @Test
    void showsCodeWordsOnly() {
        assertThat(SlackErrors.shown("not_in_channel")).isEqualTo("not_in_channel");
        assertThat(SlackErrors.shown("xoxb-123 is\nwrong")).isEqualTo("an unreadable error");
    }
}
