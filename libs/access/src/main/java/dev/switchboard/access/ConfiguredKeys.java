package dev.switchboard.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Brings the configured keys into the table before the first request is served. */
@ApplicationScoped
class ConfiguredKeys {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final Logger LOG = Logger.getLogger(ConfiguredKeys.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final KeySettings settings;
    private final ApiKeys keys;

    ConfiguredKeys(KeySettings settings, ApiKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /** A key that is none ends the start; a database that is away is waited for, as everywhere else. */
    void store(@Observes StartupEvent event) throws Throwable {
        List<ApiKey> wanted =
                settings.keys().entrySet().stream().map(ConfiguredKeys::key).toList();
        VertxContextSupport.subscribeAndAwait(() -> stored(wanted));
    }

    Uni<Void> stored(List<ApiKey> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(keys::store)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("the configured keys wait for the database: %s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
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
