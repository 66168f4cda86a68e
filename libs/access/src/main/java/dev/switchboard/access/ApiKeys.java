package dev.switchboard.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The keys that are known. */
public interface ApiKeys {

    /** The key whose token has that SHA-256, in lower-case hexadecimal. */
    Uni<Optional<ApiKey>> byHash(String hash);

    /** Adds a key, or replaces the one of the same name. */
    Uni<Void> store(ApiKey key);
}
