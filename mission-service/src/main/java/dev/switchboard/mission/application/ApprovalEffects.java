package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What follows from an answer, one bean for each action. */
public interface ApprovalEffects {

    /** The action that it is about. */
    ApprovalAction action();

    /**
     * Carries out an answer in the transaction that records it; happens once for an approval.
     *
     * @param run locked, and no longer awaiting: {@code running} if it was asked about while it was under way, else
     *     {@code pending}; already saved like that
     */
    Uni<Void> decided(Mutiny.Session session, RunState run, Answer answer);

    /**
     * Why a changed shortlist cannot be taken, in words for the person who sent it; empty if it can. Numbers outside the
     * request's {@code candidates} are refused before this is asked.
     */
    default Optional<String> refuses(JsonNode request, List<String> shortlist) {
        return Optional.empty();
    }
}
