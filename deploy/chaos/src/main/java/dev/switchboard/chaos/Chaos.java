package dev.switchboard.chaos;

import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.StackFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code deploy/chaos/run}: missions of every class while parts are killed and the provider errs. */
@Command(
        name = "deploy/chaos/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs missions of every class on a local stack, once undisturbed, once while random parts are"
                + " killed and the simulated provider errs, and holds the calls against the results.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was violated",
            "1:something was, or the stack could not be run",
            "2:the command line is wrong"
        })
public final class Chaos implements Callable<Integer> {

    private static final double MOST_SCALE = 600;
    private static final int LEAST_CALLS = 40;
    private static final int MOST_REPLICAS = 4;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Missions, phones, faults and kills follow from it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many times a part is killed. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "3m",
            converter = RealTime.class,
            description = "Real time over which missions are submitted and parts killed, such as 90s or 10m. The run"
                    + " goes on until every mission has ended. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "300",
            description = "About how many calls the missions lead to, at least 40. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "60",
            description = "Mission seconds per real second while parts are killed. Default: ${DEFAULT-VALUE}.")
    private double timeScale;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "20",
            description = "Calls of the account at once. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processes of each service, side by side, while parts are killed; compared with one each."
                    + " Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Option(
            names = "--outage",
            paramLabel = "PART=D",
            description =
                    "Keeps the database or the broker away for that (real) time, such as broker=60s, from a quarter"
                            + " of the duration on. Several follow each other. Nothing is killed meanwhile.")
    private Map<String, String> outages = new LinkedHashMap<>();

    @Option(names = "--no-faults", description = "Parts are killed, but the provider does not err.")
    private boolean noFaults;

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "10m",
            converter = RealTime.class,
            description = "How long after the duration a mission may take to end before it counts as forgotten."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration patience;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keeps databases and logs in DIR. A run that was stopped goes on with the same options; nothing"
                            + " more is killed then.")
    private Path data;

    @Spec
    private CommandSpec spec;

    private Chaos() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Chaos());
    }

    @Override
    public Integer call() {
        check();
        Settings settings =
                new Settings(seed, kills, duration, calls, timeScale, lines, !noFaults, replicas, outages());
        long began = System.nanoTime();
        try {
            Report report = new ChaosRun(
                            Plan.of(settings),
                            Optional.ofNullable(data),
                            patience,
                            line -> System.err.printf("%5d s  %s%n", (System.nanoTime() - began) / 1_000_000_000, line))
                    .carryOut();
            System.out.println(report.table());
            if (report.isClean()) {
                return 0;
            }
            System.out.println("\n" + report.violations());
        } catch (StackFailedException e) {
            System.err.println(e.getMessage());
        }
        return 1;
    }

    private void check() {
        refuse(
                kills < 0 || kills > Kill.most(duration),
                "--kills: " + kills + " — expected 0 to "
                        + Kill.most(duration) + " within " + duration.toSeconds() + " s; a part that is killed has "
                        + Kill.BETWEEN.toSeconds() + " s before it is killed again");
        refuse(calls < LEAST_CALLS, "--calls: " + calls + " — expected at least " + LEAST_CALLS);
        refuse(
                !(timeScale > 0 && timeScale <= MOST_SCALE),
                "--time-scale: " + timeScale + " — expected a number above 0, at most 600");
        refuse(
                replicas < 1 || replicas > MOST_REPLICAS,
                "--replicas: " + replicas + " — expected 1 to " + MOST_REPLICAS);
        refuse(lines < 1, "--lines: " + lines + " — expected at least 1");
        refuse(
                data != null && Files.exists(data) && !Files.isDirectory(data.resolve("undisturbed")),
                "--data: " + data + " — expected a folder that does not exist, or one of an earlier run");
    }

    private List<Outage> outages() {
        return outages.entrySet().stream()
                .map(outage -> outage(outage.getKey(), outage.getValue()))
                .toList();
    }

    private Outage outage(String name, String length) {
        Optional<Part> wanted =
                Outage.PARTS.stream().filter(part -> part.label().equals(name)).findFirst();
        refuse(wanted.isEmpty(), "--outage: " + name + "=" + length + " — expected database or broker");
        try {
            return new Outage(wanted.get(), new RealTime().convert(length));
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "--outage: " + name + "=" + e.getMessage());
        }
    }

    private void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** A whole number of seconds or minutes. */
    static final class RealTime implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            if (value.matches("[1-9]\\d{0,4}s")) {
                return Duration.ofSeconds(number(value));
            }
            if (value.matches("[1-9]\\d{0,2}m")) {
                return Duration.ofMinutes(number(value));
            }
            throw new TypeConversionException(value + " — expected a time such as 90s or 10m");
        }

        private static long number(String value) {
            return Long.parseLong(value.substring(0, value.length() - 1));
        }
    }
}
