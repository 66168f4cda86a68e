package dev.switchboard.simulator;

import dev.switchboard.clock.ClockFile;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.http.RunningSimulator;
import dev.switchboard.simulator.script.Script;
import dev.switchboard.simulator.script.ScriptFile;
import dev.switchboard.simulator.script.ScriptProblem;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.webhook.SigningKey;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Exit code 2 means that an option or a file was wrong; the reason is one line. */
@Command(
        name = "switchboard-simulator",
        mixinStandardHelpOptions = true,
        description = "Stands in for Telnyx, Slack and Telegram.")
public final class Simulator implements Callable<Integer> {

    private static final int WRONG_USE = 2;
    /** A ledger of a hundred thousand calls takes its time on a busy machine; that is no reason for a warning. */
    private static final int LONGEST_TURN_SECS = 30;

    @Option(names = "--port", defaultValue = "0", description = "Port on 127.0.0.1; 0 picks a free one.")
    private int port;

    @Option(names = "--script", paramLabel = "FILE", description = "What the called numbers do (YAML).")
    private Path script;

    @Option(names = "--clock", paramLabel = "FILE", description = "The shared mission clock; absent: system time.")
    private String clock;

    @Option(names = "--webhook-url", paramLabel = "URL", description = "Where the account's webhooks go.")
    private String webhookUrl;

    @Option(names = "--failover-url", paramLabel = "URL", description = "Where they go if that does not answer.")
    private String failoverUrl;

    @Option(names = "--state", paramLabel = "FILE", description = "Remember everything across restarts.")
    private Path state;

    @Option(names = "--signing-key", paramLabel = "FILE", description = "Ed25519 key; created if missing.")
    private Path signingKey;

    @Option(names = "--api-key", paramLabel = "KEY", description = "The only key that is accepted; absent: any.")
    private String apiKey;

    @Option(names = "--numbers", paramLabel = "FILE|N", description = "The account's numbers; absent: 6.")
    private String numbers;

    @Option(names = "--slack-interactivity-url", paramLabel = "URL", description = "Where presses in Slack go.")
    private String slackUrl;

    @Option(names = "--slack-signing-secret", paramLabel = "SECRET", description = "What they are signed with.")
    private String slackSecret;

    @Option(names = "--telegram-webhook-url", paramLabel = "URL", description = "Where Telegram's updates go.")
    private String telegramUrl;

    @Option(names = "--telegram-secret-token", paramLabel = "TOKEN", description = "The token they come with.")
    private String telegramSecret;

    public static void main(String[] args) {
        int code = new CommandLine(new Simulator())
                .setParameterExceptionHandler(Simulator::wrongOption)
                .execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int wrongOption(CommandLine.ParameterException e, String[] args) {
        System.err.println(e.getMessage());
        return WRONG_USE;
    }

    /** Returns at once; the simulator goes on in its own threads. */
    @Override
    public Integer call() {
        RunningSimulator.Parts parts;
        try {
            parts = parts(new SimulatorOptions(
                    port,
                    Optional.ofNullable(script),
                    Optional.ofNullable(clock),
                    Optional.ofNullable(webhookUrl),
                    Optional.ofNullable(failoverUrl),
                    Optional.ofNullable(state),
                    Optional.ofNullable(signingKey),
                    Optional.ofNullable(apiKey),
                    Optional.ofNullable(numbers),
                    new ChannelAddresses.Given(
                            Optional.ofNullable(slackUrl),
                            Optional.ofNullable(slackSecret),
                            Optional.ofNullable(telegramUrl),
                            Optional.ofNullable(telegramSecret))));
        } catch (ScriptProblem | IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return WRONG_USE;
        }
        serve(parts);
        return 0;
    }

    private void serve(RunningSimulator.Parts parts) {
        // Only addresses of this machine are called; the JDK's resolver does for those and starts faster.
        System.setProperty("vertx.disableDnsResolver", "true");
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setMaxEventLoopExecuteTime(LONGEST_TURN_SECS));
        RunningSimulator.start(vertx, parts, port)
                .onSuccess(Simulator::announce)
                .onFailure(this::giveUp);
    }

    private static void announce(RunningSimulator running) {
        System.out.println("simulator ready http://127.0.0.1:" + running.port());
        System.out.flush();
    }

    private void giveUp(Throwable reason) {
        System.err.println("cannot start on port " + port + ": " + reason.getMessage());
        System.exit(WRONG_USE);
    }

    static RunningSimulator.Parts parts(SimulatorOptions options) {
        return new RunningSimulator.Parts(
                MissionClock.of(options.clock()),
                options.clock().map(Simulator::scale).orElse(1.0),
                options.script().map(ScriptFile::read).orElse(Script.EMPTY),
                options.signingKey().map(SigningKey::at).orElseGet(SigningKey::generate),
                options.state().map(Journal::open).orElseGet(Journal::none),
                options.apiKey(),
                options.webhookUrl(),
                options.failoverUrl(),
                AccountNumbers.of(options.numbers().orElse(null)),
                options.channels());
    }

    private static double scale(String file) {
        return new ClockFile(Path.of(file))
                .read()
                .orElseThrow(() -> new IllegalArgumentException("--clock " + file + ": expected a clock file"))
                .scale();
    }
}
