package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told, and kept, when something fails. */
final class FailureLogs {

    private static final int LINES = 10;

    private final RunFolder folder;
    private final Installation installation;

    FailureLogs(RunFolder folder, Installation installation) {
        this.folder = folder;
        this.installation = installation;
    }

    /** What happened, the last lines of the part's log, and where all logs stay. */
    String tell(Part part, String what) {
        return what + "\nlast lines of its log:\n" + lastLines(folder.log(part)) + "\nall logs: " + keep();
    }

    /** What nobody expected, in one line; the whole of it goes to a log of its own. */
    String tell(Throwable unexpected) {
        StringWriter trace = new StringWriter();
        unexpected.printStackTrace(new PrintWriter(trace, true));
        try {
            Files.writeString(folder.logs().resolve("launcher.log"), trace.toString());
        } catch (IOException e) {
            return unexpected.toString();
        }
        return unexpected + "\nall logs: " + keep();
    }

    /** Where the logs can be read after the run. */
    Path keep() {
        if (folder.isKept()) {
            return folder.logs();
        }
        Path target = installation.failureLogs().resolve(folder.path().getFileName());
        try (Stream<Path> logs = Files.list(folder.logs())) {
            Files.createDirectories(target);
            for (Path log : logs.toList()) {
                Files.copy(log, target.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
        } catch (IOException e) {
            return folder.logs();
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - LINES))
                    .map(line -> "  " + line)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "  (no log)";
        }
    }
}
