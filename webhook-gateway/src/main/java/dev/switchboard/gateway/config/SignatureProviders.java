package dev.switchboard.gateway.config;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.switchboard.gateway.domain.Ed25519;
import dev.switchboard.gateway.domain.Ed25519Key;
import java.security.Provider;
import java.security.Security;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.jboss.logging.Logger;

/**
 * Who verifies: the fastest provider that works on this machine. The first two are native code and differ from the JDK by
 * a factor of ten and more; on a platform they were not built for, the next one takes over.
 */
public final class SignatureProviders {

    private static final Logger LOG = Logger.getLogger(SignatureProviders.class);

    /** RFC 8032, section 7.1, test 2: a key, a message of one byte, its signature. */
    private static final String KNOWN_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

    private static final byte[] KNOWN_MESSAGE = {0x72};
    private static final String KNOWN_SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    private static final List<Supplier<Provider>> BY_SPEED = List.of(
            SignatureProviders::corretto,
            Conscrypt::newProvider,
            BouncyCastleProvider::new,
            () -> Security.getProvider("SunEC"));

    private SignatureProviders() {}

    /** The fastest that works. */
    static Ed25519 fastest() {
        return working().findFirst().orElseThrow(() -> new IllegalStateException("no provider has Ed25519"));
    }

    /** All that work here, fastest first. */
    public static Stream<Ed25519> working() {
        return BY_SPEED.stream().map(SignatureProviders::tried).flatMap(Optional::stream);
    }

    private static Provider corretto() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        provider.assertHealthy();
        return provider;
    }

    private static Optional<Ed25519> tried(Supplier<Provider> provider) {
        try {
            Ed25519 candidate = new Ed25519(provider.get());
            return tellsRightFromWrong(candidate) ? Optional.of(candidate) : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            // A native library that is missing or does not fit shows itself as either.
            LOG.debugf("a signature provider does not work here: %s", e.toString());
            return Optional.empty();
        }
    }

    private static boolean tellsRightFromWrong(Ed25519 candidate) {
        byte[] right = HexFormat.of().parseHex(KNOWN_SIGNATURE);
        byte[] wrong = right.clone();
        wrong[0] ^= 1;
        Ed25519Key key =
                Ed25519Key.of(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(KNOWN_KEY)), candidate);
        return key.made(right, new byte[0], KNOWN_MESSAGE) && !key.made(wrong, new byte[0], KNOWN_MESSAGE);
    }
}
