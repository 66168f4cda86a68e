package dev.switchboard.launcher.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parts' virtual machines are run: little memory, quick start. The C1 compiler alone starts faster, and the
 * work of a local run never makes up for what C2 costs. The room to begin with is what a part has after some seconds
 * anyway; grown into, it would cost a dozen full collections while the first phones wait. No performance data: a killed process would leave its file in
 * the temporary folder.
 */
final class JvmFlags {

    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MetaspaceSize=96m",
            "-XX:NewSize=20m",
            "-Xms40m",
            "-Xss512k");

    private JvmFlags() {}

    /** Flags of a part. */
    static List<String> of(Part part, Path temporaryFiles) {
        List<String> flags = new ArrayList<>(COMMON);
        flags.add("-Xmx" + heapMegabytes(part) + "m");
        flags.add("-Djava.io.tmpdir=" + temporaryFiles);
        if (part != Part.SIMULATOR) {
            flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
            flags.add("-Dswitchboard.log.level=WARN");
        }
        return flags;
    }

    private static int heapMegabytes(Part part) {
        return switch (part) {
            case DATABASE -> throw new IllegalArgumentException("the database is no virtual machine");
            // A mission file of 32 MiB is read in one piece.
            case BROKER, SIMULATOR, MISSION_SERVICE -> 256;
            case CALL_SCHEDULER -> 192;
            case WEBHOOK_GATEWAY, INSIGHT_COLLECTOR, NOTIFIER -> 128;
        };
    }

    /** The virtual machine that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
