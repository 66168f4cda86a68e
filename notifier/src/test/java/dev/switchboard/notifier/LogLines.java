package dev.switchboard.notifier;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged, with stack traces. */
final class LogLines extends Handler {

    private static final PatternFormatter FORMAT = new PatternFormatter("%s%e");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    static LogLines kept() {
        LogLines lines = new LogLines();
        lines.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(FORMAT.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
