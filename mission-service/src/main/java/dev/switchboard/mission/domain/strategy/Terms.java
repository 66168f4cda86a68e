package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.MissionClass;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a mission file a strategy is made of. Expressions are source texts. */
public record Terms(MissionClass missionClass, Optional<Rank> rank, Optional<Haggling> negotiation) {

    /** {@code rank}: keys in the order in which they count, at least one. */
    public record Rank(Optional<String> where, List<Key> keys, Optional<Integer> top) {

        public Rank {
            keys = List.copyOf(keys);
        }
    }

    /** One {@code by} with its {@code order}. */
    public record Key(String by, boolean descending) {}

    /** {@code negotiation}. */
    public record Haggling(Objective objective, String of, Map<String, String> carry, CallOrder order) {

        public Haggling {
            carry = Collections.unmodifiableMap(new LinkedHashMap<>(carry));
        }
    }

    /** What a better result is. */
    public enum Objective {
        MINIMIZE,
        MAXIMIZE
    }
}
