package dev.switchboard.launcher.follow;

import java.io.PrintStream;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** The events scroll by above a bar of the targets that have their result. */
public final class TerminalView implements ProgressView {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int MILLIS_BETWEEN = 200;

    private final PrintStream out;
    private final PlainView lines;
    private final int width;
    private ProgressBar bar;

    /** @param width columns of the terminal */
    public TerminalView(PrintStream out, int width) {
        this.out = out;
        this.lines = new PlainView(out);
        this.width = width;
    }

    @Override
    public synchronized void say(Instant at, String what) {
        out.print(CLEAR_LINE);
        lines.say(at, what);
        redraw();
    }

    @Override
    public synchronized void note(String what) {
        out.print(CLEAR_LINE);
        lines.note(what);
        redraw();
    }

    @Override
    public synchronized void show(Standing standing) {
        if (bar == null) {
            bar = ProgressBar.builder()
                    .setTaskName(standing.name())
                    .setInitialMax(standing.targets())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(MILLIS_BETWEEN)
                    .hideEta()
                    .setConsumer(new ConsoleProgressBarConsumer(out, width))
                    .build();
        }
        bar.maxHint(standing.targets());
        bar.stepTo(standing.settled());
        bar.setExtraMessage(" " + extra(standing));
    }

    private static String extra(Standing standing) {
        return standing.step() + ", " + count(standing.calls(), "call") + ", " + standing.onThePhone()
                + " on the phone";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void redraw() {
        if (bar != null) {
            bar.refresh();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
