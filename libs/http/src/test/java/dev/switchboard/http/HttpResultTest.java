package dev.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpResultTest {

    @ParameterizedTest
    @CsvSource({
        "200, DONE",
        "201, DONE",
        "204, DONE",
        "301, UNCLEAR",
        "400, REFUSED",
        "409, REFUSED",
        "415, REFUSED",
        "422, REFUSED",
        "401, UNAUTHORISED",
        "403, UNAUTHORISED",
        "404, MISSING",
        "410, MISSING",
        "408, UNCLEAR",
        "429, THROTTLED",
        "500, UNCLEAR",
        "502, UNCLEAR",
        "503, UNCLEAR",
        "504, UNCLEAR"
    })
    void mapsEveryStatus(int status, HttpResult expected) {
        assertThat(HttpResult.ofStatus(status)).isEqualTo(expected);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), HttpResult.NOT_SENT),
                Arguments.of(new UnknownHostException("nowhere"), HttpResult.NOT_SENT),
                Arguments.of(new IOException(new ConnectException("refused")), HttpResult.NOT_SENT),
                Arguments.of(new HttpClosedException("closed"), HttpResult.UNCLEAR),
                Arguments.of(new StreamResetException(0), HttpResult.UNCLEAR),
                Arguments.of(new TimeoutException("late"), HttpResult.UNCLEAR),
                Arguments.of(new VertxException("anything else"), HttpResult.UNCLEAR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void mapsEveryException(Throwable failure, HttpResult expected) {
        assertThat(HttpResult.ofFailure(failure)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(HttpResult.class)
    void neverCallsAnUnclearRequestRepeatable(HttpResult result) {
        assertThat(result.repeatable()).isEqualTo(result == HttpResult.THROTTLED || result == HttpResult.NOT_SENT);
    }

    @Test
    void calledOffOnlyByWhatDoesNotPass() {
        assertThat(Stream.of(HttpResult.values()).filter(HttpResult::passing))
                .containsExactlyInAnyOrder(HttpResult.THROTTLED, HttpResult.NOT_SENT, HttpResult.UNCLEAR);
    }
}
