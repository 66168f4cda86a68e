package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Approvals for tests. */
public final class Questions {

    public static final UUID ID = UUID.fromString("f2a6c9e1-48b3-4d70-9e15-b7d3a0c8f651");
    static final Instant EXPIRES = Instant.parse("2026-03-03T16:00:00Z");

    private Questions() {}

    /** Three of the candidates are shortlisted. */
    public static Approval shortlistOf(Map<String, String> candidates) {
        List<Map<String, Object>> all = new ArrayList<>();
        candidates.forEach((phone, name) -> all.add(Map.of("name", name, "phone", phone)));
        List<Map<String, Object>> first = all.stream()
                .limit(3)
                .<Map<String, Object>>map(entry -> {
                    Map<String, Object> shortlisted = new LinkedHashMap<>(entry);
                    shortlisted.put("reason", "fit_score 9, call " + entry.get("phone"));
                    return shortlisted;
                })
                .toList();
        return open("round.advance", Map.of("shortlist", first, "candidates", all));
    }

    public static Approval vendors() {
        Map<String, String> candidates = new LinkedHashMap<>();
        candidates.put("+14155550302", "Vendor Borealis");
        candidates.put("+14155550308", "Vendor Helix");
        candidates.put("+14155550305", "Vendor Everest");
        candidates.put("+14155550304", "Vendor Delta");
        candidates.put("+13125550304", "Smith, Jones & Co");
        return shortlistOf(candidates);
    }

    static Approval assistant() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", "Catering negotiator");
        body.put("instructions", "Say <hello> to +13125550101. ".repeat(40));
        return open("assistant.create", Map.of("method", "POST", "body", body));
    }

    static Approval open(String action, Map<String, Object> request) {
        return new Approval(
                ID,
                Optional.of(UUID.fromString("5f0c3a52-8b1e-4f0a-9a3d-2f6f0c1b7e11")),
                Optional.of(UUID.fromString("0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20")),
                "default",
                action,
                "Vendor selection: do these advance to the round \"deep-dive\"?",
                "1d06455b1575b5b19d6290be2f5fcb7e26d580dad1f8075ce6175b256f6d68ff",
                request,
                List.of("dana", "kim"),
                EXPIRES,
                Optional.empty());
    }

    public static Approval closed(Approval open, Verdict.Outcome outcome, List<String> shortlist) {
        Verdict verdict = new Verdict(
                outcome,
                Optional.of("dana"),
                Optional.of("slack"),
                Optional.of("fine, call +14155550302"),
                shortlist,
                Optional.empty(),
                Instant.parse("2026-03-02T17:10:00Z"));
        return new Approval(
                open.id(),
                open.missionId(),
                open.runId(),
                open.account(),
                open.action(),
                open.question(),
                open.digest(),
                open.request(),
                open.approvers(),
                open.expiresAt(),
                Optional.of(verdict));
    }
}
