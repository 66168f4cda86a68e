package dev.switchboard.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.gateway.domain.SlackSignatures;
import dev.switchboard.gateway.domain.TelegramSecret;
import dev.switchboard.gateway.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelSignaturesTest {

    /** The example of Slack's "Verifying requests from Slack". */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final long TIMESTAMP = 1531420618;
    private static final String BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
            + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    @Test
    void believesSlacksOwnExample() {
        assertThat(judge(SIGNATURE, TIMESTAMP, BODY, 0)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @CsvSource({"0, GENUINE", "300, GENUINE", "-300, GENUINE", "301, STALE", "-301, STALE"})
    void believesFiveMinutesEitherWay(long age, Verdict verdict) {
        assertThat(judge(SIGNATURE, TIMESTAMP, BODY, age)).isEqualTo(verdict);
    }

    @Property(tries = 200)
    void believesNoOtherBody(@ForAll @StringLength(min = 1, max = 40) @AlphaChars String more, @ForAll boolean before) {
        String other = before ? more + BODY : BODY + more;

        assertThat(judge(SIGNATURE, TIMESTAMP, other, 0)).isEqualTo(Verdict.FORGED);
    }

    @Property(tries = 100)
    void believesNoOtherTimestamp(@ForAll @IntRange(min = 1, max = 300) int later) {
        assertThat(judge(SIGNATURE, TIMESTAMP + later, BODY, 0)).isEqualTo(Verdict.FORGED);
    }

    @Property(tries = 100)
    void believesNoOtherSecret(@ForAll @StringLength(min = 1, max = 40) @AlphaChars String secret) {
        String forged = sign(secret, TIMESTAMP, BODY);

        assertThat(judge(forged, TIMESTAMP, BODY, 0)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null, 1531420618", "v0=ab, null", "'', 1531420618", "v0=ab, ' '"},
            nullValues = "null")
    void saysWhatIsUnsigned(String signature, String timestamp) {
        assertThat(signatures(0).judge(signature, timestamp, new byte[0])).isEqualTo(Verdict.UNSIGNED);
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "-1531420618", "99999999999999999999", "1531420618.0"})
    void takesNothingElseForATime(String timestamp) {
        assertThat(signatures(0).judge(SIGNATURE, timestamp, new byte[0])).isEqualTo(Verdict.STALE);
    }

    @Test
    void believesTelegramBySecretTokenOnly() {
        TelegramSecret secret = new TelegramSecret(List.of("one", "two"));

        assertThat(secret.judge("one")).isEqualTo(Verdict.GENUINE);
        assertThat(secret.judge("two")).isEqualTo(Verdict.GENUINE);
        assertThat(secret.judge("onetwo")).isEqualTo(Verdict.FORGED);
        assertThat(secret.judge("")).isEqualTo(Verdict.UNSIGNED);
        assertThat(secret.judge(null)).isEqualTo(Verdict.UNSIGNED);
        assertThat(new TelegramSecret(List.of()).judge("one")).isEqualTo(Verdict.FORGED);
    }

    private static Verdict judge(String signature, long timestamp, String body, long age) {
        return signatures(age).judge(signature, Long.toString(timestamp), body.getBytes(StandardCharsets.UTF_8));
    }

    private static SlackSignatures signatures(long age) {
        return new SlackSignatures(
                List.of(HmacSha256.under(SECRET)), InstantSource.fixed(Instant.ofEpochSecond(TIMESTAMP + age)));
    }

    private static String sign(String secret, long timestamp, String body) {
        return "v0="
                + HexFormat.of()
                        .formatHex(HmacSha256.under(secret)
                                .of(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8)));
    }
}
