package dev.switchboard.launcher.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** The call-scheduler's API, as a person or an agent uses it. */
public final class SchedulerClient {

    private final Http http;
    private final URI address;
    private final ApiKey key;

    SchedulerClient(Http http, URI address, ApiKey key) {
        this.http = http;
        this.address = address;
        this.key = key;
    }

    /** Puts a number on the suppression list; it may be there already. */
    public void suppress(String phone) {
        HttpResponse<String> answer = http.send(
                "POST",
                address.resolve("/v1/suppressions"),
                Optional.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("phone", phone)
                        .toString()),
                Map.of("Authorization", "Bearer " + key.token(), "Content-Type", "application/json"));
        if (answer.statusCode() / 100 != 2) {
            throw new StackFailedException("the number was not listed: " + answer.statusCode() + " " + answer.body());
        }
    }
}
