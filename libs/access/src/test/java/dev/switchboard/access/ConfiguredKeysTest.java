package dev.switchboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredKeysTest {

    private static final ApiKey KEY = new ApiKey("0".repeat(64), "local", "default", Role.OPERATOR);

    /** A database that is away for the first few questions. */
    private static final class AwayAtFirst implements ApiKeys {

        private final List<ApiKey> stored = new ArrayList<>();
        private int refusals = 2;

        @Override
        public Uni<Optional<ApiKey>> byHash(String hash) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Void> store(ApiKey key) {
            return Uni.createFrom().deferred(() -> {
                if (refusals-- > 0) {
                    return Uni.createFrom().failure(new IOException("connection refused"));
                }
                stored.add(key);
                return Uni.createFrom().voidItem();
            });
        }
    }

    @Test
    void waitForADatabaseThatIsAwayDuringTheStart() {
        // Given
        AwayAtFirst database = new AwayAtFirst();
        ConfiguredKeys keys = new ConfiguredKeys(Map::of, database);
        // When
        keys.stored(List.of(KEY)).await().atMost(Duration.ofSeconds(20));
        // Then
        assertThat(database.stored).containsExactly(KEY);
    }
}
