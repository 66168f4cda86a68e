package dev.switchboard.scheduler.telnyx;

import dev.switchboard.events.EventJson;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.scheduler.application.Hangup;
import dev.switchboard.telnyx.Telnyx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

@ApplicationScoped
class HangupAtTelnyx implements Hangup {

    private final Telnyx telnyx;

    HangupAtTelnyx(Telnyx telnyx) {
        this.telnyx = telnyx;
    }

    @Override
    public Uni<Boolean> hangUp(String account, String callControlId, UUID commandId) {
        return telnyx.post(
                        account,
                        "/calls/" + URLEncoder.encode(callControlId, StandardCharsets.UTF_8) + "/actions/hangup",
                        EventJson.mapper().createObjectNode().put("command_id", commandId.toString()))
                .map(HangupAtTelnyx::isOver);
    }

    /** A refusal says that the call has ended (code 90018) or is none. */
    private static boolean isOver(HttpAnswer answer) {
        return answer.done() || answer.result() == HttpResult.REFUSED || answer.result() == HttpResult.MISSING;
    }
}
