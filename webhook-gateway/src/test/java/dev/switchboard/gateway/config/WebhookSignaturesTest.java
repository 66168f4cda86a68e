package dev.switchboard.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.gateway.Sender;
import dev.switchboard.gateway.domain.Ed25519;
import dev.switchboard.gateway.domain.Ed25519Key;
import dev.switchboard.gateway.domain.Verdict;
import dev.switchboard.gateway.domain.WebhookSignatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every law holds with every provider that works on this machine. */
class WebhookSignaturesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00.900Z");
    private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());
    private static final byte[] BODY =
            "{\"data\":{\"event_type\":\"call.hangup\",\"id\":\"e1\"}}".getBytes(StandardCharsets.UTF_8);
    private static final Sender TELNYX = Sender.withNewKey();
    private static final Sender STRANGER = Sender.withNewKey();

    static Stream<Ed25519> providers() {
        return SignatureProviders.working();
    }

    @Test
    void knowsFourProvidersInTheOrderOfTheirSpeed() {
        assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));

        assertThat(providers().map(algorithm -> algorithm.provider().getName()))
                .containsExactly("AmazonCorrettoCryptoProvider", "Conscrypt", "BC", "SunEC");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void believesWhatTheAccountsKeySigned(Ed25519 provider) {
        assertThat(judge(provider, TELNYX.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesAnotherKeysSignature(Ed25519 provider) {
        assertThat(judge(provider, STRANGER.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesASignatureOfAnotherTime(Ed25519 provider) {
        String later = Long.toString(NOW.getEpochSecond() + 1);

        assertThat(judge(provider, TELNYX.sign(TIMESTAMP, BODY), later, BODY)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void takesBothKeysWhileOneReplacesTheOther(Ed25519 provider) {
        Sender next = Sender.withNewKey();
        WebhookSignatures rotating = signatures(Map.of("default", List.of(key(TELNYX, provider), key(next, provider))));

        assertThat(rotating.judge("default", TELNYX.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.GENUINE);
        assertThat(rotating.judge("default", next.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.GENUINE);
        assertThat(rotating.judge("default", STRANGER.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void goesOnAfterSignaturesThatAreNone(Ed25519 provider) {
        // Given
        WebhookSignatures signatures = signatures(provider);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);

        // When, Then
        for (String nonsense : new String[] {
            "!",
            "AAAA",
            Base64.getEncoder().encodeToString(new byte[64]),
            Base64.getEncoder().encodeToString(ones)
        }) {
            assertThat(signatures.judge("default", nonsense, TIMESTAMP, BODY)).isEqualTo(Verdict.FORGED);
            assertThat(signatures.judge("default", TELNYX.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                    .isEqualTo(Verdict.GENUINE);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void verifiesBodiesOfAnySize(Ed25519 provider) {
        for (int size : new int[] {0, 1, 256 * 1024, 256 * 1024 + 1, 1024 * 1024, 5 * 1024 * 1024}) {
            byte[] body = new byte[size];
            assertThat(judge(provider, TELNYX.sign(TIMESTAMP, body), TIMESTAMP, body))
                    .isEqualTo(Verdict.GENUINE);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void isSafeForManyThreadsAtOnce(Ed25519 provider) {
        WebhookSignatures signatures = signatures(provider);
        String genuine = TELNYX.sign(TIMESTAMP, BODY);
        String forged = STRANGER.sign(TIMESTAMP, BODY);

        List<Verdict> verdicts = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> signatures.judge("default", i % 2 == 0 ? genuine : forged, TIMESTAMP, BODY))
                .toList();

        for (int i = 0; i < verdicts.size(); i++) {
            assertThat(verdicts.get(i)).isEqualTo(i % 2 == 0 ? Verdict.GENUINE : Verdict.FORGED);
        }
    }

    @Provide
    Arbitrary<Ed25519> anyProvider() {
        return Arbitraries.of(providers().toList());
    }

    @Property(tries = 400)
    void refusesABodyOfWhichOneBitWasChanged(@ForAll("anyProvider") Ed25519 provider, @ForAll int bit) {
        String signature = TELNYX.sign(TIMESTAMP, BODY);

        assertThat(judge(provider, signature, TIMESTAMP, flipped(BODY, bit))).isEqualTo(Verdict.FORGED);
    }

    @Property(tries = 400)
    void refusesASignatureOfWhichOneBitWasChanged(@ForAll("anyProvider") Ed25519 provider, @ForAll int bit) {
        byte[] signature = Base64.getDecoder().decode(TELNYX.sign(TIMESTAMP, BODY));

        assertThat(judge(provider, Base64.getEncoder().encodeToString(flipped(signature, bit)), TIMESTAMP, BODY))
                .isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void takesAStampWithinFiveMinutes(long seconds) {
        assertThat(stamped(Long.toString(NOW.getEpochSecond() + seconds))).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-100_000, -301, 301, 100_000})
    void refusesAStampBeyondFiveMinutes(long seconds) {
        assertThat(stamped(Long.toString(NOW.getEpochSecond() + seconds))).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "+1772467200", "1772467200.5", " 1772467200", "99999999999999999999", "１７７２"})
    void refusesAStampThatIsNone(String timestamp) {
        assertThat(stamped(timestamp)).isEqualTo(Verdict.STALE);
    }

    @Test
    void refusesWhatIsNotSigned() {
        WebhookSignatures signatures = signatures(providers().findFirst().orElseThrow());
        String signature = TELNYX.sign(TIMESTAMP, BODY);

        assertThat(signatures.judge("default", null, TIMESTAMP, BODY)).isEqualTo(Verdict.UNSIGNED);
        assertThat(signatures.judge("default", " ", TIMESTAMP, BODY)).isEqualTo(Verdict.UNSIGNED);
        assertThat(signatures.judge("default", signature, null, BODY)).isEqualTo(Verdict.UNSIGNED);
        assertThat(signatures.judge("default", signature, "", BODY)).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void knowsConfiguredAccountsOnly() {
        WebhookSignatures signatures = signatures(providers().findFirst().orElseThrow());

        assertThat(signatures.judge("other", TELNYX.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.UNKNOWN_ACCOUNT);
    }

    @Test
    void readsAKeyInEitherOfItsForms() {
        Ed25519 provider = providers().findFirst().orElseThrow();
        byte[] raw = Base64.getDecoder().decode(TELNYX.publicKey());
        byte[] spki = new byte[44];
        System.arraycopy(java.util.HexFormat.of().parseHex("302a300506032b6570032100"), 0, spki, 0, 12);
        System.arraycopy(raw, 0, spki, 12, 32);
        Ed25519Key key = Ed25519Key.of(" " + Base64.getEncoder().encodeToString(spki), provider);

        assertThat(signatures(Map.of("default", List.of(key)))
                        .judge("default", TELNYX.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "AAAA", ""})
    void saysWhatIsWrongWithAKey(String key) {
        Ed25519 provider = providers().findFirst().orElseThrow();

        assertThatThrownBy(() -> Ed25519Key.of(key, provider))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + key + "'");
    }

    private static Verdict stamped(String timestamp) {
        Ed25519 provider = providers().findFirst().orElseThrow();
        return judge(provider, TELNYX.sign(timestamp, BODY), timestamp, BODY);
    }

    private static Verdict judge(Ed25519 provider, String signature, String timestamp, byte[] body) {
        return signatures(provider).judge("default", signature, timestamp, body);
    }

    private static WebhookSignatures signatures(Ed25519 provider) {
        return signatures(Map.of("default", List.of(key(TELNYX, provider))));
    }

    private static WebhookSignatures signatures(Map<String, List<Ed25519Key>> keys) {
        return new WebhookSignatures(keys, () -> NOW);
    }

    private static Ed25519Key key(Sender sender, Ed25519 provider) {
        return Ed25519Key.of(sender.publicKey(), provider);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        int at = Math.floorMod(bit, bytes.length * 8);
        changed[at / 8] ^= (byte) (1 << (at % 8));
        return changed;
    }
}
