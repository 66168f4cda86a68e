package dev.switchboard.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Signs {@code timestamp|body} as Telnyx does (contract, section 6). Begins with the JDK's signature and changes to the
 * native one, an order of magnitude faster, when that has been loaded; it is absent on other platforms.
 */
public final class WebhookSigner {

    private static final Logger LOG = Logger.getLogger(WebhookSigner.class.getName());
    private static final String ALGORITHM = "Ed25519";
    private static final String NATIVE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final PrivateKey key;
    private volatile Signature signature;

    public WebhookSigner(PrivateKey key) {
        this.key = key;
        try {
            this.signature = ready(Signature.getInstance(ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** Takes some time; to be called from a thread that may wait. */
    public void loadNative() {
        try {
            Provider provider =
                    (Provider) Class.forName(NATIVE).getField("INSTANCE").get(null);
            signature = ready(Signature.getInstance(ALGORITHM, provider));
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
            LOG.log(Level.FINE, e, () -> "webhooks are signed by the JDK");
        }
    }

    private Signature ready(Signature fresh) throws GeneralSecurityException {
        fresh.initSign(key);
        return fresh;
    }

    /** Base64 of the 64 bytes; from one thread only. {@code timestamp} is real time in Unix seconds. */
    public String sign(String timestamp, byte[] body) {
        Signature now = signature;
        try {
            now.update((timestamp + '|').getBytes(StandardCharsets.UTF_8));
            now.update(body);
            return Base64.getEncoder().encodeToString(now.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
