package dev.switchboard.bench;

import dev.switchboard.launcher.stack.StackFailedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy/bench/run}: figures of a local stack, as tables. */
@Command(
        name = "deploy/bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a local stack on this machine.")
public final class Bench implements Callable<Integer> {

    /** What can be measured. */
    enum Subject {
        startup,
        latency,
        sweep,
        gateway,
        large
    }

    @Parameters(
            paramLabel = "SUBJECT",
            description = "What is measured: ${COMPLETION-CANDIDATES}. Default: all but large, which takes long.",
            arity = "0..*")
    private List<Subject> subjects = List.of(Subject.startup, Subject.latency, Subject.sweep, Subject.gateway);

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "25",
            description = "Calls of each latency measurement. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Targets of the sweep. Default: ${DEFAULT-VALUE}.")
    private int targets;

    @Option(
            names = "--strangers",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Webhooks that the gateway must refuse while honest ones arrive. Default: ${DEFAULT-VALUE}.")
    private int strangers;

    @Option(
            names = "--gateway-flag",
            paramLabel = "FLAG",
            arity = "1",
            description = "A further flag of the gateway's virtual machine, such as one that profiles it.")
    private String[] gatewayFlags = {};

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "10000,100000",
            description = "Targets of the large missions, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--accept-only",
            description = "The large missions are accepted and their calls requested, but none is made.")
    private boolean acceptOnly;

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            subjects.forEach(this::measure);
            return 0;
        } catch (StackFailedException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private void measure(Subject subject) {
        Table table =
                switch (subject) {
                    case startup -> new Startup().measure();
                    case latency -> new Latency(calls).measure();
                    case sweep -> new Sweep(targets).measure();
                    case large -> new Large(sizes, acceptOnly).measure();
                    case gateway -> new GatewayThroughput(strangers, List.of(gatewayFlags)).measure();
                };
        System.out.println(table.text());
    }
}
