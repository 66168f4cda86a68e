package dev.switchboard.launcher.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts are.
 *
 * @param home the project's folder
 */
public record Installation(Path home) {

    /** The folder named by {@code -Dswitchboard.home}, otherwise the project around the current folder. */
    public static Installation find() {
        String given = System.getProperty("switchboard.home");
        return given == null ? around(Path.of("")) : new Installation(Path.of(given));
    }

    private static Installation around(Path start) {
        for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("deploy/run"))) {
                return new Installation(folder);
            }
        }
        throw new IllegalStateException("no Switchboard project around " + start.toAbsolutePath());
    }

    /** The jar that runs a part; the broker's is the launcher's. */
    public Path jar(Part part) {
        return switch (part) {
            case DATABASE, BROKER -> deploy("launcher/target/switchboard-launcher.jar");
            case SIMULATOR -> deploy("simulator/target/switchboard-simulator.jar");
            case MISSION_SERVICE, CALL_SCHEDULER, WEBHOOK_GATEWAY, INSIGHT_COLLECTOR, NOTIFIER ->
                home.resolve(part.label()).resolve("target/quarkus-app/quarkus-run.jar");
        };
    }

    public Path mission(String fileName) {
        return deploy("missions").resolve(fileName);
    }

    /** Where the database's programs are unpacked, once for all runs. */
    Path databasePrograms() {
        return deploy("launcher/target/postgres");
    }

    /** Where logs survive that tell of a failure. */
    Path failureLogs() {
        return deploy("launcher/target/logs");
    }

    /** Class archives that make the parts start faster. */
    Path archives() {
        return deploy("launcher/target/archives");
    }

    private Path deploy(String path) {
        return home.resolve("deploy").resolve(path);
    }
}
