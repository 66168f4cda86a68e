package dev.switchboard.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whose key a token is. A key that was known stays known for a few seconds, so that a busy client costs no query
 * per request; a key that is withdrawn is refused after that time at the latest.
 */
@ApplicationScoped
public class RecogniseKey {

    /** Real time: how fast a withdrawn key stops working has nothing to do with a mission's clock. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int MOST = 1_000;

    private record Known(ApiKey key, long until) {}

    private final ApiKeys keys;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    RecogniseKey(ApiKeys keys) {
        this.keys = keys;
    }

    /** The key of a token; empty if it is nobody's. */
    public Uni<Optional<ApiKey>> of(String token) {
        String hash = hash(token);
        Known remembered = known.get(hash);
        if (remembered != null && remembered.until() - System.nanoTime() > 0) {
            return Uni.createFrom().item(Optional.of(remembered.key()));
        }
        return keys.byHash(hash)
                .map(found -> found.filter(key -> same(key.hash(), hash)))
                .invoke(found -> remember(hash, found));
    }

    private void remember(String hash, Optional<ApiKey> found) {
        if (found.isEmpty()) {
            known.remove(hash);
            return;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(hash, new Known(found.get(), System.nanoTime() + REMEMBERED_NANOS));
    }

    /** In constant time, so that an answer's delay tells nothing about a stored hash. */
    private static boolean same(String stored, String given) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
