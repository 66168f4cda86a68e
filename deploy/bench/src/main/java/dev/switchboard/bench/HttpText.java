package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests as bytes. */
final class HttpText {

    private HttpText() {}

    /** A webhook as Telnyx sends it. */
    static byte[] post(String timestamp, String signature, byte[] body) {
        return post(
                "telnyx-timestamp: " + timestamp + "\r\ntelnyx-signature-ed25519: " + signature + "\r\n",
                body.length,
                body);
    }

    /**
     * Any other.
     *
     * @param headers each with its line's end
     * @param announced length of the body
     */
    static byte[] post(String headers, long announced, byte[] body) {
        byte[] head = ("POST /webhooks/telnyx HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: telnyx-webhooks\r\n"
                        + "content-type: application/json\r\ncontent-length: " + announced + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
