package dev.switchboard.launcher.stack;

import dev.switchboard.embedded.EmbeddedKafka;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the parts. */
final class Commands {

    /**
     * The broker takes a killed consumer for dead after this, and only then gives its work to the one started in its
     * place. The shortest that a broker allows: here nothing but a crash keeps a consumer silent.
     */
    private static final List<String> MEMBERSHIP = List.of(
            "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=6000",
            "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=1500");

    private final StackPlan plan;
    private final RunFolder folder;
    private final Ports ports;
    private final Surroundings surroundings;
    private final ClassArchives archives;

    Commands(StackPlan plan, RunFolder folder, Ports ports, Surroundings surroundings, ClassArchives archives) {
        this.plan = plan;
        this.folder = folder;
        this.ports = ports;
        this.surroundings = surroundings;
        this.archives = archives;
    }

    List<String> of(Part part) {
        String jar = plan.installation().jar(part).toString();
        List<String> command = new ArrayList<>(List.of(JvmFlags.java()));
        command.addAll(JvmFlags.of(part, folder.temporaryFiles()));
        command.addAll(archives.flags(part));
        switch (part) {
            case BROKER -> {
                command.addAll(List.of("-cp", jar, EmbeddedKafka.class.getName()));
                command.addAll(brokerArguments());
            }
            case SIMULATOR -> {
                command.addAll(List.of("-jar", jar));
                command.addAll(simulatorOptions());
            }
            case MISSION_SERVICE, CALL_SCHEDULER, WEBHOOK_GATEWAY, INSIGHT_COLLECTOR, NOTIFIER -> {
                command.addAll(MEMBERSHIP);
                command.addAll(List.of("-jar", jar));
            }
            case DATABASE -> throw new IllegalArgumentException("the database is started by itself");
        }
        return command;
    }

    private List<String> brokerArguments() {
        return List.of(
                folder.broker().toString(), String.valueOf(ports.broker()), String.valueOf(ports.brokerController()));
    }

    private List<String> simulatorOptions() {
        List<String> options = new ArrayList<>(List.of(
                "--port", String.valueOf(ports.simulator()),
                "--clock", folder.clock().toString(),
                "--state", folder.simulator().toString(),
                "--signing-key", folder.signingKey().toString(),
                "--webhook-url", surroundings.webhookUrl()));
        options.addAll(surroundings.channelOptions());
        plan.numbers().ifPresent(count -> options.addAll(List.of("--numbers", count.toString())));
        plan.script().ifPresent(script -> options.addAll(List.of("--script", script.toString())));
        return options;
    }
}
