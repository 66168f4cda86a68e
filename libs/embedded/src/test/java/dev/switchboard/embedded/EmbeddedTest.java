package dev.switchboard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.events.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {

    @TempDir
    Path directory;

    @Test
    void keepsTheDatabaseInItsDirectory() throws SQLException {
        try (EmbeddedDatabase first =
                EmbeddedDatabase.start(directory, FreePorts.take(1).get(0))) {
            execute(first, "create table kept (n int)");
        }
        try (EmbeddedDatabase second =
                EmbeddedDatabase.start(directory, FreePorts.take(1).get(0))) {
            execute(second, "insert into kept values (1)");
        }
    }

    @Test
    void keepsWhatWasCommittedWhenTheServerIsKilled() throws SQLException {
        try (EmbeddedDatabase first =
                EmbeddedDatabase.start(directory, FreePorts.take(1).get(0))) {
            execute(first, "create table kept (n int primary key)");
            execute(first, "insert into kept values (1)");
            first.kill();
            assertThat(first.process()).isEmpty();
        }
        try (EmbeddedDatabase second =
                EmbeddedDatabase.start(directory, FreePorts.take(1).get(0))) {
            assertThatThrownBy(() -> execute(second, "insert into kept values (1)"))
                    .hasMessageContaining("duplicate key");
        }
    }

    @Test
    void keepsTheBrokersLogInItsDirectory() throws ExecutionException, InterruptedException {
        List<Integer> ports = FreePorts.take(2);
        try (EmbeddedKafka first = EmbeddedKafka.start(directory, ports.get(0), ports.get(1))) {
            first.createTopics(List.of("kept"));
        }
        List<Integer> others = FreePorts.take(2);
        try (EmbeddedKafka second = EmbeddedKafka.start(directory, others.get(0), others.get(1))) {
            assertThat(topics(second))
                    .contains("kept")
                    .contains(Topic.CALL_SCHEDULED.topicName(), Topic.CALL_SCHEDULED.deadLetters());
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://" + database.address(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> topics(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }
}
