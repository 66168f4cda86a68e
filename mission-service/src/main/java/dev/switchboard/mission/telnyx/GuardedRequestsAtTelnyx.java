package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.application.GuardedRequest;
import dev.switchboard.mission.application.GuardedRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Assistants are bare objects, numbers and applications come in {@code data} (contract, section 0). */
@ApplicationScoped
class GuardedRequestsAtTelnyx implements GuardedRequests {

    private static final String DATA = "data";
    private static final String PROMOTE = "promote_to_main";

    private final Answers answers;

    GuardedRequestsAtTelnyx(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Uni<JsonNode> send(String account, GuardedRequest request) {
        return switch (request.method()) {
            case "POST" -> answers.post(account, request.path(), request.body()).map(GuardedRequestsAtTelnyx::bare);
            case "PATCH" ->
                answers.patch(account, request.path(), request.body()).map(GuardedRequestsAtTelnyx::bare);
            case "DELETE" -> answers.delete(account, request.path()).map(gone -> deleted());
            default -> throw new IllegalArgumentException("method '" + request.method() + "'");
        };
    }

    @Override
    public Uni<Optional<JsonNode>> lookFor(String account, GuardedRequest request) {
        return switch (request.action()) {
            case ASSISTANT_CREATE -> answers.get(account, request.path()).map(list -> equal(list, request.body()));
            case ASSISTANT_UPDATE -> lookForVersion(account, request);
            case NUMBER_REASSIGN, CONNECTION_CHANGE ->
                answers.get(account, request.path())
                        .map(GuardedRequestsAtTelnyx::bare)
                        .map(there -> Optional.of(there).filter(is -> Likeness.has(is, request.body())));
            case ASSISTANT_DELETE ->
                answers.find(account, request.path())
                        .map(there -> there.isPresent() ? Optional.empty() : Optional.of(deleted()));
            case MISSION_CALLS, ROUND_ADVANCE ->
                throw new IllegalArgumentException(request.action().word() + " is no request to Telnyx");
        };
    }

    /** An update makes a version, which becomes the assistant unless it says otherwise (contract, section 2). */
    private Uni<Optional<JsonNode>> lookForVersion(String account, GuardedRequest request) {
        ObjectNode wanted = request.body().deepCopy();
        JsonNode promoted = wanted.remove(PROMOTE);
        return promoted == null || promoted.asBoolean(true)
                ? answers.get(account, request.path())
                        .map(main -> Optional.of(main).filter(is -> Likeness.has(is, wanted)))
                : answers.get(account, request.path() + "/versions").map(list -> equal(list, wanted));
    }

    private static Optional<JsonNode> equal(JsonNode list, ObjectNode wanted) {
        return StreamSupport.stream(list.path(DATA).spliterator(), false)
                .filter(existing -> Likeness.has(existing, wanted))
                .findFirst();
    }

    private static JsonNode bare(JsonNode answer) {
        return answer.path(DATA).isObject() ? answer.path(DATA) : answer;
    }

    private static JsonNode deleted() {
        return JsonNodeFactory.instance.objectNode().put("deleted", true);
    }
}
