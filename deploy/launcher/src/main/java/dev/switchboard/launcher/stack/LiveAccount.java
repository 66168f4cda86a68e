package dev.switchboard.launcher.stack;

/**
 * The real Telnyx account of a live run.
 *
 * @param publicKey with which Telnyx's webhooks are verified, base64
 * @param publicUrl address that leads to the gateway from the internet, without a slash at its end
 */
public record LiveAccount(String apiKey, String publicKey, String publicUrl) {

    @Override
    public String toString() {
        return "LiveAccount[" + publicUrl + "]";
    }
}
