package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.List;

/** {@code /call_control_applications} (contract, section 4.4). */
final class ApplicationsApi implements ApiServer.Family {

    private static final String ALL = "/call_control_applications";
    private static final String ONE = ALL + "/{id}";
    private static final int PAGE = 20;
    private static final int LARGEST = 250;

    private final Account account;
    private final Turns turns;
    private final Ids ids;

    ApplicationsApi(Account account, Turns turns, Ids ids) {
        this.account = account;
        this.turns = turns;
        this.ids = ids;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ALL, asked -> Page.of(asked, PAGE, LARGEST).of(account.applications.all(), doc -> doc));
        routes.post(ALL, this::create);
        routes.get(ONE, asked -> Answer.data(application(asked)));
        routes.patch(ONE, this::update);
        routes.delete(ONE, asked -> {
            ObjectNode application = application(asked);
            account.applications.remove(asked.path("id"));
            return Answer.data(application);
        });
    }

    private ObjectNode application(Asked asked) {
        return account.applications.find(asked.path("id")).orElseThrow(() -> Problems.notFound("application"));
    }

    private Answer create(Asked asked) {
        ObjectNode body = checked(asked);
        String id = ids.numericId();
        String now = turns.now().toString();
        ObjectNode application = Json.object()
                .put("record_type", "call_control_application")
                .put("active", true)
                .put("anchorsite_override", "Latency")
                .put("dtmf_type", "RFC 2833")
                .put("first_command_timeout", false)
                .put("first_command_timeout_secs", 30)
                .put("call_cost_in_webhooks", false)
                .put("redact_dtmf_debug_logging", false)
                .put("webhook_api_version", "1")
                .put("webhook_event_failover_url", "")
                .putNull("webhook_timeout_secs")
                .put("created_at", now);
        application.putObject("inbound");
        application.putObject("outbound");
        application.putArray("tags");
        application.setAll(body);
        application.put("id", id).put("updated_at", now);
        return Answer.data(201, account.applications.put(id, application));
    }

    private Answer update(Asked asked) {
        ObjectNode application = application(asked);
        application.setAll(checked(asked));
        application.put("id", asked.path("id")).put("updated_at", turns.now().toString());
        account.applications.touch(asked.path("id"));
        return Answer.data(application);
    }

    private static ObjectNode checked(Asked asked) {
        ObjectNode body = asked.optionalBody();
        CallsApi.required(body, "application_name");
        CallsApi.required(body, "webhook_event_url");
        CallsApi.range(body, "webhook_timeout_secs", 0, 30);
        CallsApi.oneOf(body, "webhook_api_version", List.of("1", "2"));
        return body;
    }
}
