package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.domain.Handle;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.MissionClass;
import dev.switchboard.mission.domain.strategy.Terms;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid mission file.
 *
 * @param request the requester's own words, empty if not given
 * @param account {@code default} if not given
 * @param from the calling number, E.164; empty for a free number of the account
 * @param targets as listed; from the CSV file if the file names one; empty in a file that was restored without them
 * @param retry by the word of the outcome ({@code no_answer}); only cells the file overrides
 * @param voicemail as the file has it: {@code continue}, {@code hang_up}, {@code leave_message}, or an object with the
 *     text under {@code leave_message}
 * @param reach how the targets are reached
 * @param variables dynamic variables of every call; a target's own win
 * @param terms what the strategy is made of: {@code Strategies.of(file.terms(), compiler)}
 * @param document the file as JSON, for keeping
 */
public record MissionFile(
        String name,
        Handle handle,
        MissionClass missionClass,
        String request,
        String instructions,
        String account,
        Optional<String> from,
        List<Target> targets,
        Recipients recipients,
        Map<String, RetryCell> retry,
        Optional<Window> callingWindow,
        Optional<JsonNode> voicemail,
        Reach reach,
        Map<String, String> variables,
        Limits limits,
        Terms terms,
        ObjectNode document) {

    /** Whether people see the plan before the first call. */
    public boolean asksBeforeCalls() {
        return document.path("approval").path("before_calls").asBoolean(false);
    }

    /** Empty if calls begin without a memory. */
    public Optional<MemoryWish> memory() {
        return Parts.memory(document.path("memory"));
    }

    /** Who speaks in a stage of its strategy. */
    public Cast cast(Stage stage) {
        return Parts.cast(document, stage);
    }

    /** The document without {@code targets}, for keeping where targets have rows of their own. */
    public ObjectNode documentWithoutTargets() {
        ObjectNode rest = document.objectNode();
        rest.setAll(document);
        return rest.<ObjectNode>without("targets").deepCopy();
    }
}
