package dev.switchboard.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.audit.AuditChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAuditTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void saysThatAnUntouchedTrailHolds() throws IOException {
        assertThat(check(trail())).isZero();
        assertThat(said()).startsWith("3 lines hold; the last hash is ");
    }

    @Test
    void namesTheFirstBrokenLine() throws IOException {
        byte[] altered = trail();
        String text = new String(altered, StandardCharsets.UTF_8);
        altered[text.indexOf("line 2")] ^= 1;

        assertThat(check(altered)).isEqualTo(1);
        assertThat(said()).startsWith("line 2 ");
    }

    @Test
    void noticesLinesThatAreMissingAtTheEndIfItIsToldTheLastHash() throws IOException {
        String text = new String(trail(), StandardCharsets.UTF_8);
        Path file = folder.resolve("short.jsonl");
        Files.writeString(file, text.substring(0, text.lastIndexOf('{')));

        assertThat(new CheckAudit(stream(), stream()).run(file.toString(), "0".repeat(64)))
                .isEqualTo(1);
        assertThat(said()).startsWith("lines are missing after line 2");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(new CheckAudit(stream(), stream()).run()).isEqualTo(2);
        assertThat(new CheckAudit(stream(), stream()).run("/no/such/file")).isEqualTo(2);
        assertThat(said()).contains("deploy/audit FILE").contains("/no/such/file: cannot be read");
    }

    private int check(byte[] trail) throws IOException {
        Path file = folder.resolve("trail.jsonl");
        Files.write(file, trail);
        return new CheckAudit(stream(), stream()).run(file.toString());
    }

    private PrintStream stream() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static byte[] trail() {
        StringBuilder lines = new StringBuilder();
        String last = AuditChain.BEGINNING;
        for (int seq = 1; seq <= 3; seq++) {
            ObjectNode line = EventJson.mapper()
                    .createObjectNode()
                    .put("seq", seq)
                    .put("run_id", "run-1")
                    .put("why", "line " + seq + " of a café");
            last = AuditChain.hash(last, line);
            lines.append(AuditChain.canonical(line.put("hash", last))).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
