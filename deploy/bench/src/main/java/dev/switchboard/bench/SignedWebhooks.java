package dev.switchboard.bench;

import dev.switchboard.simulator.webhook.SigningKey;
import dev.switchboard.simulator.webhook.WebhookSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Distinct webhooks as Telnyx sends and signs them, ready before anything is measured. Kept are their signatures alone:
 * they differ in the event's id and the call's session, which are written into a copy of one request.
 */
final class SignedWebhooks {

    /** Base64 of 64 bytes. */
    private static final int SIGNATURE = 88;
    /** The last group of a UUID. */
    private static final int DIGITS = 12;

    private static final int EVENTS_OF_A_CALL = 5;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String PLACEHOLDER = "%".repeat(DIGITS);

    private static final String BODY = """
            {"data":{"record_type":"event","event_type":"call.hangup","id":"0ccc7b54-4df3-4bca-a65a-%1$s",\
            "occurred_at":"2026-03-02T16:04:11.522913Z","payload":{"call_control_id":\
            "v3:T02llQxyaRkhfRKxgAP8nY511EhFLizdvdUKJiSw8d6A9BborherQczRrZvZakpWxBlpw48KyZQ==",\
            "call_leg_id":"428c31b6-7af4-4bcb-b7f5-5013ef9657c1",\
            "call_session_id":"428c31b6-abf3-3bc1-b7f4-%1$s","connection_id":"1494404757140276705",\
            "client_state":"eyJhdHRlbXB0X2lkIjoiZTRiMWQ4ZjMtNmEyNy00Yzk1LThlMGYtMmQ5YzdiNWExZTEyIn0=",\
            "from":"+13125550100","to":"+13125550142","state":"hangup","start_time":"2026-03-02T16:02:45.103871Z",\
            "hangup_cause":"normal_clearing","hangup_source":"callee","sip_hangup_cause":"200",\
            "call_quality_stats":{"inbound":{"jitter_max_variance":"41.11","jitter_packet_count":"0","mos":"4.50",\
            "packet_count":"4217","skip_packet_count":"9"},"outbound":{"packet_count":"4193",\
            "skip_packet_count":"0"}},"tags":["mission","sweep"],"custom_headers":[],"sip_headers":[]}},\
            "meta":{"attempt":1,"delivered_to":"https://switchboard.example/webhooks/telnyx"}}""";

    private final byte[] request;
    private final int signatureAt;
    private final int idAt;
    private final int sessionAt;
    private final int bodyAt;
    private final byte[] signatures;

    private SignedWebhooks(byte[] request, int bodyAt, byte[] signatures) {
        this.bodyAt = bodyAt;
        this.request = request;
        this.signatures = signatures;
        this.signatureAt = indexOf(request, "%".repeat(SIGNATURE), 0);
        this.idAt = indexOf(request, PLACEHOLDER, signatureAt + SIGNATURE);
        this.sessionAt = indexOf(request, PLACEHOLDER, idAt + DIGITS);
    }

    /** @param signedAt within 300 s of which they are believed */
    static SignedWebhooks sign(int count, SigningKey key, Instant signedAt) {
        String timestamp = String.valueOf(signedAt.getEpochSecond());
        byte[] template = BODY.formatted(PLACEHOLDER).getBytes(StandardCharsets.UTF_8);
        byte[] request = HttpText.post(timestamp, "%".repeat(SIGNATURE), template);
        SignedWebhooks webhooks =
                new SignedWebhooks(request, request.length - template.length, new byte[count * SIGNATURE]);
        int threads = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            WebhookSigner signer = new WebhookSigner(key.privateKey());
            signer.loadNative();
            byte[] copy = webhooks.request.clone();
            for (int i = thread; i < count; i += threads) {
                webhooks.writeIds(i, copy);
                String signature = signer.sign(timestamp, Arrays.copyOfRange(copy, webhooks.bodyAt, copy.length));
                System.arraycopy(
                        signature.getBytes(StandardCharsets.US_ASCII),
                        0,
                        webhooks.signatures,
                        i * SIGNATURE,
                        SIGNATURE);
            }
        });
        return webhooks;
    }

    int count() {
        return signatures.length / SIGNATURE;
    }

    /** Those from {@code first} on, each once; a server that takes them says 200. */
    Load.Requests from(int first) {
        return new Load.Requests() {
            private int next = first;

            @Override
            public int put(ByteBuffer into) {
                if (next >= count()) {
                    return Load.NONE;
                }
                write(next++, request);
                into.put(request);
                return 200;
            }
        };
    }

    /** One with the signature of another. */
    byte[] forged() {
        byte[] copy = request.clone();
        write(0, copy);
        writeIds(1, copy);
        return copy;
    }

    /** What one of them says. */
    byte[] body(int index) {
        byte[] copy = request.clone();
        write(index, copy);
        return Arrays.copyOfRange(copy, bodyAt, copy.length);
    }

    private void write(int index, byte[] copy) {
        System.arraycopy(signatures, index * SIGNATURE, copy, signatureAt, SIGNATURE);
        writeIds(index, copy);
    }

    private void writeIds(int index, byte[] copy) {
        writeHex(index, copy, idAt);
        writeHex(index / EVENTS_OF_A_CALL, copy, sessionAt);
    }

    private static void writeHex(int value, byte[] copy, int at) {
        for (int i = DIGITS - 1, rest = value; i >= 0; i--, rest >>>= 4) {
            copy[at + i] = HEX[rest & 0xf];
        }
    }

    private static int indexOf(byte[] text, String words, int from) {
        int at = new String(text, StandardCharsets.ISO_8859_1).indexOf(words, from);
        if (at < 0) {
            throw new IllegalStateException("no place for what differs");
        }
        return at;
    }
}
