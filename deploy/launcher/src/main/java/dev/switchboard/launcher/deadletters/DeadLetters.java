package dev.switchboard.launcher.deadletters;

import dev.switchboard.events.Topic;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code deploy/dead-letters}: lists what consumers could not take, and gives it to them again. Exit code 0; 1 if the broker
 * is away; 2 if the command line is wrong.
 */
@Command(
        name = "deploy/dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists what consumers could not take, and gives it to them again.")
public final class DeadLetters {

    private static final String BROKER_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    @Spec
    CommandSpec spec;

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Default: $KAFKA_BOOTSTRAP_SERVERS, else localhost:9092.")
    String broker = Optional.ofNullable(System.getenv(BROKER_VARIABLE)).orElse("localhost:9092");

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DeadLetters())
                .registerConverter(Topic.class, new Named())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof KafkaException) {
                        command.getErr().println("Kafka does not do it: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                });
    }

    @Command(description = "How many dead letters each topic has; with a TOPIC, each of them with the reason.")
    int list(@Parameters(arity = "0..1", paramLabel = "TOPIC") Topic topic) {
        try (LetterBox letters = new LetterBox(broker)) {
            if (topic == null) {
                listTopics(letters);
            } else {
                letters.each(topic, this::show);
            }
        }
        return 0;
    }

    @Command(
            description =
                    "Sends those that were not replayed yet back to their topic, with key and headers as they were.")
    int replay(
            @Parameters(paramLabel = "TOPIC") Topic topic,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many.", defaultValue = "1000000")
                    long limit) {
        AtomicLong replayed = new AtomicLong();
        try (LetterBox letters = new LetterBox(broker)) {
            letters.replay(topic, limit, letter -> {
                replayed.incrementAndGet();
                out().println("replayed " + line(letter));
            });
        }
        out().println(replayed + " replayed to " + topic.topicName());
        return 0;
    }

    private void listTopics(LetterBox letters) {
        out().printf("%-20s %8s %14s%n", "topic", "letters", "not replayed");
        for (Topic topic : Topic.values()) {
            long[] count = letters.count(topic);
            if (count[0] > 0) {
                out().printf("%-20s %8d %14d%n", topic.topicName(), count[0], count[1]);
            }
        }
    }

    private void show(LetterBox.Listed listed) {
        out().println((listed.replayed() ? "replayed " : "waiting  ") + line(listed.letter()));
    }

    /** No body: it may hold numbers. */
    private static String line(Letter letter) {
        return letter.message().partition() + ":" + letter.message().offset() + " " + letter.at() + " key="
                + letter.key() + " id=" + letter.id() + " " + letter.reason();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Topics by their names. */
    private static final class Named implements ITypeConverter<Topic> {
        @Override
        public Topic convert(String name) {
            try {
                return Topic.named(name.endsWith(".dlq") ? name.substring(0, name.length() - 4) : name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
