package dev.switchboard.events.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    @Test
    void anUntouchedChainHolds() {
        assertThat(firstBroken(chain(20))).isEmpty();
    }

    @Test
    void anyChangedByteIsFoundInItsLine() {
        List<String> lines = chain(3);
        byte[] second = lines.get(1).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < second.length; at++) {
            byte[] changed = second.clone();
            changed[at] ^= 1;
            List<String> altered = new ArrayList<>(lines);
            altered.set(1, new String(changed, StandardCharsets.UTF_8));

            assertThat(firstBroken(altered)).as("byte " + at).contains(2);
        }
    }

    @Test
    void whatIsLeftOutAddedOrMovedIsFound() {
        List<String> lines = chain(5);

        assertThat(firstBroken(List.of(lines.get(0), lines.get(2)))).contains(2);
        assertThat(firstBroken(List.of(lines.get(0), lines.get(0)))).contains(2);
        assertThat(firstBroken(List.of(lines.get(1), lines.get(0)))).contains(1);
        assertThat(firstBroken(List.of(lines.get(0), "{}"))).contains(2);
        assertThat(firstBroken(List.of(lines.get(0), ""))).contains(2);
    }

    @Test
    void aLineRewrittenWithItsHashBreaksTheNext() throws JsonProcessingException {
        List<String> lines = new ArrayList<>(chain(3));
        ObjectNode first = (ObjectNode) EventJson.mapper().readTree(lines.get(0));
        first.put("actor", "somebody else");
        first.put("hash", AuditChain.hash(AuditChain.BEGINNING, first));
        lines.set(0, AuditChain.canonical(first));

        assertThat(firstBroken(lines)).contains(2);
    }

    @Test
    void canonicalFormStaysTheSameWhenItIsReadAgain() throws JsonProcessingException {
        ObjectNode json = EventJson.mapper().createObjectNode().put("b", new BigDecimal("0.10"));
        json.putObject("a").put("z", 1e21).put("ä", "\u2028").putNull("n");
        String canonical = AuditChain.canonical(json);

        assertThat(AuditChain.canonical(EventJson.mapper().readTree(canonical))).isEqualTo(canonical);
        assertThat(canonical).startsWith("{\"a\":{\"n\":null,");
    }

    /** The number of the first broken line, from 1. */
    private static Optional<Integer> firstBroken(List<String> lines) {
        AuditChain chain = new AuditChain();
        for (int line = 0; line < lines.size(); line++) {
            if (chain.next(lines.get(line)).isPresent()) {
                return Optional.of(line + 1);
            }
        }
        return Optional.empty();
    }

    private static List<String> chain(int length) {
        List<String> lines = new ArrayList<>();
        String last = AuditChain.BEGINNING;
        for (int seq = 1; seq <= length; seq++) {
            ObjectNode line = EventJson.mapper()
                    .createObjectNode()
                    .put("seq", seq)
                    .put("run_id", "run-1")
                    .put("actor", "key agent")
                    .put("why", "because of line " + seq);
            line.putObject("body").put("price", 62.5).put("name", "Café");
            last = AuditChain.hash(last, line);
            lines.add(AuditChain.canonical(line.put("hash", last)));
        }
        return lines;
    }
}
