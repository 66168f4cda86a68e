package dev.switchboard.launcher;

import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.MissionRefusedException;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks what can be checked before anything is started, then runs. */
@Command(
        name = "deploy/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a phone mission on this machine: database, broker, five services and a simulated telephone "
                + "network, all stopped and cleared away at the end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the mission succeeded",
            "1:it failed, or could not be carried out",
            "2:the command line or the mission file is wrong"
        })
final class RunCommand implements Callable<Integer> {

    private static final int WRONG_USE = 2;

    @Mixin
    private Options options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            check(System.getenv());
            LocalRun run = new LocalRun(plan(Installation.find()), options, Installation.find());
            return run.carryOut();
        } catch (WrongUseException e) {
            return complain(e.getMessage(), WRONG_USE);
        } catch (MissionRefusedException e) {
            return complain("the mission file is not valid:\n" + e.getMessage(), WRONG_USE);
        } catch (StackFailedException e) {
            return complain(e.getMessage(), e.exitCode());
        }
    }

    private int complain(String message, int exitCode) {
        spec.commandLine().getErr().println(message);
        return exitCode;
    }

    private void check(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        readable("mission", options.mission, problems);
        readable("--script", options.script, problems);
        writable("--out", options.out, problems);
        writable("--ledger", options.ledger, problems);
        if (options.data != null && Files.exists(options.data) && !Files.isDirectory(options.data)) {
            problems.add("--data: " + options.data + " — expected a folder");
        }
        if (options.live) {
            checkLive(environment, problems);
        }
        if (options.preview) {
            checkPreview(problems);
        }
        if (!problems.isEmpty()) {
            throw new WrongUseException(problems);
        }
    }

    private void checkLive(Map<String, String> environment, List<String> problems) {
        problems.addAll(LiveVariables.problems(environment));
        if (options.mission == null && options.data == null) {
            problems.add("--live: no mission — expected a mission file of your own");
        }
        notLive("--script", options.script, problems);
        notLive("--time-scale", options.timeScale, problems);
        notLive("--start-at", options.startAt, problems);
        notLive("--ledger", options.ledger, problems);
        if (!options.preview && !Terminal.isInput()) {
            problems.add("--live: asks before the first call — expected a terminal to answer on");
        }
    }

    private void checkPreview(List<String> problems) {
        noPreview("--stay", options.stay, problems);
        noPreview("--data", options.data != null, problems);
        noPreview("--ledger", options.ledger != null, problems);
    }

    private static void noPreview(String option, boolean given, List<String> problems) {
        if (given) {
            problems.add(option + " — expected no such option with --preview");
        }
    }

    private static void notLive(String option, Object value, List<String> problems) {
        if (value != null) {
            problems.add(option + ": " + value + " — expected no such option with --live");
        }
    }

    private static void readable(String what, Path file, List<String> problems) {
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            problems.add(what + ": " + file + " — expected a readable file");
        }
    }

    private static void writable(String option, Path file, List<String> problems) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            problems.add(option + ": " + file + " — expected a file in a folder that can be written to");
        }
    }

    private StackPlan plan(Installation installation) {
        StackPlan plan = StackPlan.simulated(installation);
        if (options.live) {
            plan = plan.withLive(LiveVariables.account(System.getenv()));
        }
        if (options.timeScale != null) {
            plan = plan.withTimeScale(options.timeScale);
        }
        if (options.startAt != null) {
            plan = plan.withStartAt(options.startAt);
        }
        if (options.gatewayPort != null) {
            plan = plan.withGatewayPort(options.gatewayPort);
        }
        return plan;
    }
}
