package dev.switchboard.mission.missionfile;

import dev.switchboard.mission.domain.strategy.Strategies;
import dev.switchboard.mission.domain.strategy.Strategy;
import dev.switchboard.mission.expressions.CelExpressions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Mission files for tests. */
final class MissionTexts {

    static final MissionFiles FILES = new MissionFiles(new CelExpressions());

    /** The smallest mission there is; {@code assistant} and {@code targets} are its last keys. */
    static final String SWEEP = """
            name: Smallest sweep
            class: sweep
            assistant: assistant-1
            targets:
              - {name: Lakefront, phone: "+13125550101"}
            """;

    static final String NEGOTIATION = """
            name: Smallest negotiation
            class: negotiation
            assistant: assistant-1
            targets:
              - {name: Lakefront, phone: "+13125550101"}
            """;

    static final String SCREENING = """
            name: Smallest screening
            class: screening
            assistant: assistant-1
            targets:
              - {name: Lakefront, phone: "+13125550101"}
            """;

    static final String ACTION = """
            name: Smallest action
            class: action
            assistant: assistant-1
            targets:
              - {name: Lakefront, phone: "+13125550101"}
            """;

    static final String ROUNDS = """
            name: Smallest rounds
            class: rounds
            targets:
              - {name: Lakefront, phone: "+13125550101"}
              - {name: Prairie, phone: "+13125550102"}
            """;

    private MissionTexts() {}

    static Strategy strategy(MissionFile file) {
        return Strategies.of(file.terms(), new CelExpressions());
    }

    /** Who speaks in the first stage. */
    static Cast cast(MissionFile file) {
        return file.cast(strategy(file).stages().get(0));
    }

    static Reading read(String text) {
        return FILES.read(text, Notation.UNKNOWN, CsvFiles.NONE);
    }

    /** One of the copies of the acceptance missions among the test resources. */
    static String resource(String name) {
        try (InputStream text = MissionTexts.class.getResourceAsStream("/missions/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the acceptance missions where they stand next to the project; the test is skipped where they do not. */
    static String acceptance(String name) {
        Path file = Path.of("..", "..", "shared", "missions", name);
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no acceptance mission at " + file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
