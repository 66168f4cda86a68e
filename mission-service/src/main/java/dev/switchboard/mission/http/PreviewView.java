package dev.switchboard.mission.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.switchboard.mission.application.Preview;
import dev.switchboard.mission.missionfile.MissionFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a mission would do.
 *
 * @param calls the first {@value #MOST}, soonest first; {@code counts} has all
 * @param skipped the first {@value #MOST}
 * @param expectedDurationSecs mission time until the last first call is over
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PreviewView(
        boolean dryRun,
        String name,
        String handle,
        @JsonProperty("class") String missionClass,
        Counts counts,
        List<Call> calls,
        List<Skipped> skipped,
        List<Needed> guardedActions,
        Instant begin,
        long expectedDurationSecs,
        Cost cost,
        List<String> notes) {

    static final int MOST = 1_000;

    /** How many there are, listed or not. */
    public record Counts(int targets, int calls, int skipped) {}

    /** Who would be called when. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Call(int position, String name, String phone, List<String> timezones, Instant firstCallAt) {}

    /** Who would not be called. */
    public record Skipped(int position, String name, String phone, String reason) {}

    /** What would need a person's word, or be refused. */
    public record Needed(String action, Optional<String> guardrail, String why) {}

    /**
     * US dollars, by estimate.
     *
     * @param expectedUsd of the first calls
     * @param reservedPerCallUsd what a budget keeps back for each call under way
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Cost(BigDecimal expectedUsd, BigDecimal reservedPerCallUsd, Optional<BigDecimal> budgetUsd) {}

    static PreviewView of(Preview preview) {
        MissionFile file = preview.definition().file();
        return new PreviewView(
                true,
                file.name(),
                file.handle().slug(),
                file.missionClass().word(),
                new Counts(
                        preview.targets(),
                        preview.calls().size(),
                        preview.skipped().size()),
                preview.calls().stream().limit(MOST).map(PreviewView::call).toList(),
                preview.skipped().stream().limit(MOST).map(PreviewView::skipped).toList(),
                preview.needed().stream()
                        .map(needed -> new Needed(needed.action(), needed.guardrail(), needed.why()))
                        .toList(),
                preview.begin(),
                preview.duration().toSeconds(),
                new Cost(
                        preview.expected(),
                        preview.reserved(),
                        file.limits().budgetUsd().map(BigDecimal::valueOf)),
                preview.notes());
    }

    private static Call call(Preview.FirstCall call) {
        return new Call(call.position(), call.target().name(), call.target().phone(), call.zones(), call.at());
    }

    private static Skipped skipped(Preview.Skipped skipped) {
        return new Skipped(
                skipped.position(), skipped.target().name(), skipped.target().phone(), skipped.reason());
    }
}
