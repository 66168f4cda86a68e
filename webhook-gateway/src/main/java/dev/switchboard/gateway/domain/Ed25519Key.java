package dev.switchboard.gateway.domain;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key that verifies. Safe for any number of threads: a {@link Signature} is not, so each thread has its own,
 * initialised once for this key and used again, which is most of the speed.
 */
public final class Ed25519Key {

    public static final int SIGNATURE_LENGTH = 64;

    /** What comes before the 32 raw bytes in a SubjectPublicKeyInfo (contract, section 6). */
    private static final byte[] SPKI_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final int RAW_LENGTH = 32;

    /**
     * Up to here the fast provider verifies. It has a limit (ACCP: 1 MiB in all), and its verifier would keep a buffer of
     * the largest message it has ever seen, per thread.
     */
    private static final int USUAL_LENGTH = 256 * 1024;

    private static final Ed25519 WITHOUT_LIMIT = new Ed25519(Security.getProvider("SunEC"));

    private final PublicKey key;
    private final Ed25519 algorithm;
    private final ThreadLocal<Signature> verifier = ThreadLocal.withInitial(() -> newVerifier(algorithm()));

    private Ed25519Key(PublicKey key, Ed25519 algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * Reads a key as Telnyx shows it: base64 of the 32 raw bytes. The 44 bytes of a SubjectPublicKeyInfo do as well.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Ed25519Key of(String base64, Ed25519 algorithm) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + base64 + "': not base64", e);
        }
        Ed25519Key key = new Ed25519Key(publicKey(base64, spki(base64, bytes)), algorithm);
        key.newVerifier(algorithm);
        return key;
    }

    private static byte[] spki(String base64, byte[] bytes) {
        if (bytes.length == RAW_LENGTH) {
            byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + RAW_LENGTH);
            System.arraycopy(bytes, 0, encoded, SPKI_PREFIX.length, RAW_LENGTH);
            return encoded;
        }
        if (bytes.length == SPKI_PREFIX.length + RAW_LENGTH
                && Arrays.equals(bytes, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
            return bytes;
        }
        throw new IllegalArgumentException(
                "'" + base64 + "': " + bytes.length + " bytes, expected the " + RAW_LENGTH + " of an Ed25519 key");
    }

    /** Made by the JDK's factory, whoever verifies: not every provider has a factory of its own. */
    private static PublicKey publicKey(String base64, byte[] spki) {
        try {
            return KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("'" + base64 + "': not an Ed25519 key", e);
        }
    }

    private Ed25519 algorithm() {
        return algorithm;
    }

    private Signature newVerifier(Ed25519 algorithm) {
        try {
            Signature fresh = algorithm.newSignature();
            fresh.initVerify(key);
            return fresh;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a valid Ed25519 public key for " + algorithm.name(), e);
        }
    }

    /** True if this key made the signature over {@code prefix} followed by {@code body}. */
    public boolean made(byte[] signature, byte[] prefix, byte[] body) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        Signature mine = body.length <= USUAL_LENGTH ? verifier.get() : newVerifier(WITHOUT_LIMIT);
        try {
            mine.update(prefix);
            mine.update(body);
            return mine.verify(signature);
        } catch (SignatureException e) {
            // Some providers throw for a signature that no key could have made; what is left in this one is unknown.
            verifier.remove();
            return false;
        }
    }
}
