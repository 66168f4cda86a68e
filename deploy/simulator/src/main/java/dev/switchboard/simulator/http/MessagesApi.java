package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.call.TextMessages;
import dev.switchboard.simulator.time.Turns;

/** {@code /messages} (contract, section 4.4). */
final class MessagesApi implements ApiServer.Family {

    private final Account account;
    private final TextMessages texts;
    private final Turns turns;

    MessagesApi(Account account, TextMessages texts, Turns turns) {
        this.account = account;
        this.texts = texts;
        this.turns = turns;
    }

    @Override
    public void register(Routes routes) {
        routes.post("/messages", this::send);
        routes.get(
                "/messages/{id}",
                asked -> Answer.data(
                        account.messages.find(asked.path("id")).orElseThrow(() -> Problems.notFound("message"))));
    }

    private Answer send(Asked asked) {
        ObjectNode body = asked.optionalBody();
        JsonNode to = body.path("to").isArray() ? body.path("to").path(0) : body.path("to");
        if (!to.isTextual()) {
            throw Problems.unprocessable(
                    "10004", "Missing required parameter", "The 'to' parameter is required.", "/to");
        }
        if (!Targets.isNumber(to.asText())) {
            throw Problems.unprocessable(
                    "10016", "Phone number must be in +E164 format", "The 'to' parameter is not +E164.", "/to");
        }
        if (!body.path("text").isTextual() && body.path("media_urls").isEmpty()) {
            throw Problems.unprocessable(
                    "10004", "Missing required parameter", "A text or media is required.", "/text");
        }
        String from = body.path("from").asText("");
        return Answer.data(texts.send(from, to.asText(), body.path("text").asText(""), body, turns.now()));
    }
}
