package dev.switchboard.gateway.http;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.gateway.domain.Callback;
import dev.switchboard.gateway.domain.SlackSignatures;
import dev.switchboard.gateway.domain.Verdict;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@code POST /webhooks/slack/interactivity}: presses of buttons and submitted views, as forms with the one field
 * {@code payload}. An empty 200 is all that Slack needs within its 3 s; it also closes a submitted view.
 */
@ApplicationScoped
class SlackCallbacks {

    private static final String PATH = "/webhooks/slack/interactivity";
    private static final String SIGNATURE = "x-slack-signature";
    private static final String TIMESTAMP = "x-slack-request-timestamp";
    private static final String PAYLOAD = "payload=";

    private final SlackSignatures signatures;
    private final MissionClock clock;
    private final Intake intake;

    SlackCallbacks(SlackSignatures signatures, MissionClock clock, Intake intake) {
        this.signatures = signatures;
        this.clock = clock;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::receive);
        router.route(PATH).handler(context -> intake.answer(context.request(), Answer.WRONG_METHOD));
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!signatures.isEnabled()) {
            intake.answer(request, Answer.CLOSED);
            return;
        }
        if (!Intake.isPlain(request, "application/x-www-form-urlencoded", "")) {
            intake.answer(request, Answer.WRONG_TYPE);
            return;
        }
        if (intake.isTooLarge(request)) {
            intake.answer(request, Answer.TOO_LARGE);
            return;
        }
        Verdict soFar = signatures.judgeHeaders(request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP));
        if (soFar != Verdict.GENUINE) {
            intake.answer(request, Answer.to(soFar));
            return;
        }
        intake.read(request, body -> judge(request, body));
    }

    private void judge(HttpServerRequest request, byte[] body) {
        long start = System.nanoTime();
        Verdict verdict = signatures.judge(request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP), body);
        if (verdict != Verdict.GENUINE) {
            intake.answer(request, Answer.to(verdict));
            return;
        }
        try {
            intake.record(request, callback(request, body), start);
        } catch (MalformedWebhookException e) {
            intake.answer(request, Answer.MALFORMED);
        }
    }

    private Callback callback(HttpServerRequest request, byte[] body) throws MalformedWebhookException {
        String text = Envelopes.text(body);
        if (!text.startsWith(PAYLOAD) && !text.contains("&" + PAYLOAD)) {
            throw new MalformedWebhookException("the form has no field payload");
        }
        return Callback.ofSlack(body, Intake.headers(request.headers()), text, clock.instant());
    }
}
