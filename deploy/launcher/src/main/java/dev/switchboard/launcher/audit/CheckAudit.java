package dev.switchboard.launcher.audit;

import dev.switchboard.events.audit.AuditChain;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code deploy/audit}: checks that nobody has changed the audit trail of a run. Exit code 0 if it holds, 1 if not, 2 if
 * it cannot be read.
 */
public final class CheckAudit {

    private static final String USAGE = "deploy/audit FILE [HASH OF THE LAST LINE]: checks an audit trail, as GET"
            + " /v1/runs/{id}/audit gives it; the run shows its last hash as audit_hash";

    private final PrintStream out;
    private final PrintStream err;

    CheckAudit(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new CheckAudit(System.out, System.err).run(args));
    }

    int run(String... args) {
        if (args.length < 1 || args.length > 2 || args[0].startsWith("-")) {
            err.println(USAGE);
            return 2;
        }
        // ISO 8859-1 and back keeps every byte, also those that are no UTF-8.
        try (Stream<String> lines = Files.lines(Path.of(args[0]), StandardCharsets.ISO_8859_1)) {
            return check(lines.iterator(), args.length == 2 ? Optional.of(args[1]) : Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            err.println(args[0] + ": cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private int check(Iterator<String> lines, Optional<String> last) {
        AuditChain chain = new AuditChain();
        long number = 0;
        while (lines.hasNext()) {
            number++;
            String line = new String(lines.next().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            Optional<String> broken = chain.next(line);
            if (broken.isPresent()) {
                out.println("line " + number + " " + broken.get());
                return 1;
            }
        }
        if (last.filter(hash -> !hash.equals(chain.last())).isPresent()) {
            out.println("lines are missing after line " + number + ": its hash is " + chain.last());
            return 1;
        }
        out.println(chain.lines() + " lines hold; the last hash is " + chain.last());
        return 0;
    }
}
