package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.scheduler.application.CallCommands;
import dev.switchboard.scheduler.domain.action.CallAction;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Contract, section 4.2. */
@ApplicationScoped
class CallCommandsAtTelnyx implements CallCommands {

    private final Telnyx telnyx;

    CallCommandsAtTelnyx(Telnyx telnyx) {
        this.telnyx = telnyx;
    }

    @Override
    public Uni<HttpAnswer> send(String account, String callControlId, CallAction action, ObjectNode fields) {
        String path =
                "/calls/" + URLEncoder.encode(callControlId, StandardCharsets.UTF_8) + "/actions/" + action.name();
        return switch (action.method()) {
            case POST -> telnyx.post(account, path, fields);
            case PUT -> telnyx.put(account, path, fields);
        };
    }
}
