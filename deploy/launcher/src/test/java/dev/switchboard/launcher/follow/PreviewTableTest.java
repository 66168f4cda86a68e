package dev.switchboard.launcher.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.EventJson;
import org.junit.jupiter.api.Test;

class PreviewTableTest {

    @Test
    void saysWhoWouldBeCalledWhenAndWhatItWouldCost() throws JsonProcessingException {
        String table = PreviewTable.of(EventJson.mapper().readTree("""
                {"name": "Quotes", "class": "sweep", "counts": {"targets": 3, "calls": 2, "skipped": 1},
                 "calls": [
                   {"name": "A", "phone": "+13125550101", "timezones": ["America/Chicago"],
                    "first_call_at": "2026-03-02T16:01:05Z"},
                   {"name": "B", "phone": "+18085550102", "timezones": ["Pacific/Honolulu"],
                    "first_call_at": "2026-03-02T19:00:00Z"}],
                 "skipped": [{"name": "C", "phone": "+1", "reason": "the number is suppressed"}],
                 "guarded_actions": [{"action": "assistant.create", "guardrail": "ask", "why": "it does not exist yet"}],
                 "expected_duration_secs": 11000, "cost": {"expected_usd": 0.36, "budget_usd": 5},
                 "notes": ["only first calls"]}
                """));

        assertThat(table)
                .contains("nobody was called")
                .contains("Mon 2026-03-02 10:01  A     +13125550101  America/Chicago")
                .contains("Mon 2026-03-02 09:00  B     +18085550102  Pacific/Honolulu")
                .contains("C        +1     the number is suppressed")
                .contains("assistant.create (ask): it does not exist yet")
                .contains(
                        "2 of 3 targets would be called, within 3 h 3 min, for about 0.36 US dollars, of a budget of 5")
                .contains("note: only first calls");
    }
}
