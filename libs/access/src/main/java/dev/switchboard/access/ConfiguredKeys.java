package dev.switchboard.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings the configured keys into the table before the first request is served. */
@ApplicationScoped
class ConfiguredKeys {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final KeySettings settings;
    private final ApiKeys keys;

    ConfiguredKeys(KeySettings settings, ApiKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    void store(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::storeAll);
    }

    private Uni<Void> storeAll() {
        return Multi.createFrom()
                .iterable(settings.keys().entrySet())
                .map(ConfiguredKeys::key)
                .onItem()
                .transformToUniAndConcatenate(keys::store)
                .collect()
                .last();
    }

    private static ApiKey key(Map.Entry<String, KeySettings.Key> entry) {
        String hash = entry.getValue().hash().strip().toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("switchboard.keys." + entry.getKey()
                    + ".hash: expected the SHA-256 of the token as 64 hexadecimal digits");
        }
        return new ApiKey(
                hash,
                entry.getKey(),
                entry.getValue().account(),
                entry.getValue().role());
    }
}
