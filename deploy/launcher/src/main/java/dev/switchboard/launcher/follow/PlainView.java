package dev.switchboard.launcher.follow;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One line per event, for files and pipes. Times are mission time, UTC; a new day is announced. */
public final class PlainView implements ProgressView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private String day = "";

    public PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void say(Instant at, String what) {
        if (!DAY.format(at).equals(day)) {
            day = DAY.format(at);
            out.println(day + ", mission time in UTC");
        }
        out.println(line(at, what));
        out.flush();
    }

    static String line(Instant at, String what) {
        return TIME.format(at) + "  " + what;
    }

    @Override
    public synchronized void show(Standing standing) {
        // The lines say it.
    }

    @Override
    public synchronized void note(String what) {
        out.println(what);
        out.flush();
    }

    @Override
    public synchronized void close() {
        out.flush();
    }
}
