package dev.switchboard.launcher;

import picocli.CommandLine;

/** {@code deploy/run}: everything on one machine, one mission, nothing left behind. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand())
                .setParameterExceptionHandler((problem, arguments) -> wrongUse(problem))
                .setExecutionExceptionHandler((problem, line, parsed) -> failed(problem, line));
    }

    private static int wrongUse(CommandLine.ParameterException problem) {
        problem.getCommandLine().getErr().println(problem.getMessage() + "\nsee deploy/run --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception problem, CommandLine line) {
        line.getErr().println(problem.getMessage() == null ? problem.toString() : problem.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
