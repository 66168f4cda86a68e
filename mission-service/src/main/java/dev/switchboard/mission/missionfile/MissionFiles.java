package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.Target;
import java.util.List;

/** Reads mission files. Safe for use by many threads. */
public final class MissionFiles {

    private final Structure structure = new Structure();
    private final ClassRules classRules;

    public MissionFiles(ExpressionCompiler compiler) {
        classRules = new ClassRules(compiler);
    }

    /** Reads a file somebody wrote: all that is wrong with it at once; nothing the text contains makes it throw. */
    public Reading read(String text, Notation notation, CsvFiles csv) {
        try {
            return read(Texts.tree(text, notation), csv);
        } catch (UnreadableException e) {
            return new Reading.Invalid(List.of(e.violation()));
        }
    }

    /** Reads a document that is JSON already, as it comes over Kafka. */
    public Reading read(JsonNode document, CsvFiles csv) {
        if (!(document instanceof ObjectNode mission)) {
            return new Reading.Invalid(
                    List.of(new Violation(Paths.ROOT, Found.text(document), "a map: the keys of a mission file")));
        }
        Violations violations = new Violations();
        ClassRules.keys(mission, violations);
        structure.check(mission, violations);
        Meaning.check(mission, violations);
        List<Target> targets = Targets.read(mission, csv, violations);
        classRules.contradictions(mission, targets.size(), violations);
        TextVariables.check(mission, targets, violations);
        Storable.check(mission, targets, violations);
        return violations.isEmpty()
                ? new Reading.Valid(Parts.file(mission, targets))
                : new Reading.Invalid(violations.list());
    }

    /**
     * Rebuilds a file from its {@link MissionFile#document()}, with or without targets; targets are not read.
     *
     * @throws IllegalArgumentException if the document was never valid
     */
    public static MissionFile restore(JsonNode document) {
        if (document instanceof ObjectNode mission) {
            return Parts.file(mission, List.of());
        }
        throw new IllegalArgumentException("not the document of a mission file");
    }
}
