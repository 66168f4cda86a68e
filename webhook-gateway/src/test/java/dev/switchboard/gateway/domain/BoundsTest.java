package dev.switchboard.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is remembered and what may wait is bounded. */
class BoundsTest {

    @Property(tries = 200)
    void remembersTheLastHalfAndNeverMoreThanAll(
            @ForAll @IntRange(min = 2, max = 40) int capacity, @ForAll @IntRange(max = 200) int events) {
        RecentEvents recent = new RecentEvents(capacity);
        List<UUID> ids =
                LongStream.range(0, events).mapToObj(i -> new UUID(0, i)).toList();

        ids.forEach(recent::add);

        assertThat(ids.stream().filter(recent::contains).count()).isLessThanOrEqualTo(capacity);
        assertThat(ids.subList(Math.max(0, events - capacity / 2), events)).allMatch(recent::contains);
    }

    @Test
    void refusesOneTooMany() {
        Room room = new Room(2, 1000);

        assertThat(room.take(1)).isTrue();
        assertThat(room.take(1)).isTrue();
        assertThat(room.take(1)).isFalse();
        room.giveBack(1);
        assertThat(room.take(1)).isTrue();
    }

    @Test
    void refusesWhatIsTooMuchInAll() {
        Room room = new Room(100, 1000);

        assertThat(room.take(600)).isTrue();
        assertThat(room.take(401)).isFalse();
        assertThat(room.take(400)).isTrue();
        assertThat(room.webhooksTaken()).isEqualTo(2);
    }
}
