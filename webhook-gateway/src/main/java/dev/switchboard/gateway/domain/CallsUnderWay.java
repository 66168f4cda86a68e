package dev.switchboard.gateway.domain;

import dev.switchboard.gateway.domain.CallUnderWay.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The calls under way, as events tell of them: in order for each call, but the end of one may be heard of before its
 * beginning, because they come from different topics. Bounded: beyond so many calls, or so many characters in all, those
 * heard of first are forgotten. Every method takes a moment only and may be called from any thread.
 */
public final class CallsUnderWay {

    private final int calls;
    private final long characters;
    private final RecentEvents ended;
    private final Map<UUID, CallUnderWay> byCall = new LinkedHashMap<>();
    private final Map<Line, List<CallUnderWay>> byLine = new HashMap<>();
    private long held;

    /** @param ended how many ends are remembered, for beginnings that come after them */
    public CallsUnderWay(int calls, long characters, int ended) {
        this.calls = calls;
        this.characters = characters;
        this.ended = new RecentEvents(ended);
    }

    /** An attempt was accepted. */
    public synchronized void began(CallUnderWay call) {
        if (ended.contains(call.attemptId()) || ended.contains(call.callId())) {
            return;
        }
        CallUnderWay known = byCall.get(call.callId());
        if (known != null && known.attempt() > call.attempt()) {
            return;
        }
        forget(known);
        byCall.put(call.callId(), call);
        byLine.computeIfAbsent(call.line(), line -> new ArrayList<>(1)).add(call);
        held += call.beginning().size();
        while (byCall.size() > calls || held > characters) {
            forget(byCall.values().iterator().next());
        }
    }

    /** An attempt is over. */
    public synchronized void attemptEnded(UUID callId, UUID attemptId) {
        ended.add(attemptId);
        CallUnderWay known = byCall.get(callId);
        if (known != null && known.attemptId().equals(attemptId)) {
            forget(known);
        }
    }

    /** No attempt of that call follows. */
    public synchronized void callEnded(UUID callId) {
        ended.add(callId);
        forget(byCall.get(callId));
    }

    /**
     * What the conversation of that call begins with; empty if no call on that line is known, or several are that it may
     * be: nobody is told what belongs to another call.
     */
    public synchronized Optional<Beginning> of(Line line, String callControlId) {
        List<CallUnderWay> possible = byLine.getOrDefault(line, List.of()).stream()
                .filter(call -> call.mayBe(callControlId))
                .toList();
        List<CallUnderWay> certain = possible.stream()
                .filter(call -> call.callControlId().isPresent())
                .toList();
        List<CallUnderWay> fitting = certain.isEmpty() ? possible : certain;
        return fitting.size() == 1 ? Optional.of(fitting.get(0).beginning()) : Optional.empty();
    }

    public synchronized int size() {
        return byCall.size();
    }

    private void forget(CallUnderWay call) {
        if (call == null) {
            return;
        }
        byCall.remove(call.callId());
        held -= call.beginning().size();
        List<CallUnderWay> others = byLine.get(call.line());
        others.remove(call);
        if (others.isEmpty()) {
            byLine.remove(call.line());
        }
    }
}
