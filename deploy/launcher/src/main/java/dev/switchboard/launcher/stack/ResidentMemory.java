package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Memory that processes hold in RAM, in kilobytes.
 *
 * @param shared pages that several processes share are counted once, spread over them (Pss)
 * @param sum every process's pages, shared ones as often as they are mapped (Rss)
 */
public record ResidentMemory(long shared, long sum) {

    /** What has ended holds nothing. */
    public static ResidentMemory of(Collection<Long> pids) {
        long pss = 0;
        long rss = 0;
        for (long pid : pids) {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                    if (line.startsWith("Pss:")) {
                        pss += kilobytes(line);
                    } else if (line.startsWith("Rss:")) {
                        rss += kilobytes(line);
                    }
                }
            } catch (IOException e) {
                // It has ended meanwhile and holds nothing.
            }
        }
        return new ResidentMemory(pss, rss);
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D+", ""));
    }
}
