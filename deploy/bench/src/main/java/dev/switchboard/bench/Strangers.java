package dev.switchboard.bench;

import dev.switchboard.simulator.webhook.SigningKey;
import dev.switchboard.simulator.webhook.WebhookSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Webhooks that must be refused, of every kind in turn. */
final class Strangers implements Load.Requests {

    private static final long TOO_LARGE = 2L << 20;
    private static final int SOME = 4096;
    private static final long FAR_TOO_OLD_SECONDS = 3600;

    private record Refused(byte[] request, int status) {}

    private final List<Refused> kinds;
    private final int count;
    private int next;

    Strangers(SignedWebhooks webhooks, SigningKey key, int count) {
        this.count = count;
        String now = String.valueOf(Instant.now().getEpochSecond());
        String old = String.valueOf(Instant.now().getEpochSecond() - FAR_TOO_OLD_SECONDS);
        WebhookSigner signer = new WebhookSigner(key.privateKey());
        byte[] body = webhooks.body(0);
        byte[] cut = Arrays.copyOf(body, body.length / 2);
        this.kinds = List.of(
                new Refused(webhooks.forged(), 401),
                new Refused(HttpText.post(old, signer.sign(old, body), body), 401),
                new Refused(HttpText.post("", body.length, body), 401),
                new Refused(HttpText.post(now, "not base64 at all", body), 401),
                new Refused(HttpText.post(now, signer.sign(now, cut), cut), 400),
                new Refused(HttpText.post("", TOO_LARGE, new byte[SOME]), 413),
                new Refused(
                        HttpText.post(now, "A".repeat(88), "{".repeat(SOME).getBytes(StandardCharsets.UTF_8)), 401));
    }

    @Override
    public int put(ByteBuffer into) {
        if (next >= count) {
            return Load.NONE;
        }
        Refused refused = kinds.get(next++ % kinds.size());
        into.put(refused.request());
        return refused.status();
    }
}
