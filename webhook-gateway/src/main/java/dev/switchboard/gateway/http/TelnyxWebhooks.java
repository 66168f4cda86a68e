package dev.switchboard.gateway.http;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.gateway.domain.Beginning;
import dev.switchboard.gateway.domain.CallsUnderWay;
import dev.switchboard.gateway.domain.Envelope;
import dev.switchboard.gateway.domain.Verdict;
import dev.switchboard.gateway.domain.Webhook;
import dev.switchboard.gateway.domain.WebhookSignatures;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * {@code POST /webhooks/telnyx/{account}} and {@code POST /webhooks/telnyx} for the account {@code default}.
 *
 * <p>In this order, so that the cheapest refusal comes first: kind and announced size of the body, headers of the
 * signature, body up to its limit, signature, facts, recording. A question ({@code assistant.initialization}) is answered at
 * once instead, out of memory, and not recorded.
 */
@ApplicationScoped
class TelnyxWebhooks {

    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String DEFAULT_ACCOUNT = "default";
    private static final String ACCOUNT = "account";

    private final WebhookSignatures signatures;
    private final MissionClock clock;
    private final Intake intake;
    private final CallsUnderWay calls;

    TelnyxWebhooks(WebhookSignatures signatures, MissionClock clock, Intake intake, CallsUnderWay calls) {
        this.calls = calls;
        this.signatures = signatures;
        this.clock = clock;
        this.intake = intake;
    }

    void register(@Observes Router router) {
        for (String path : new String[] {"/webhooks/telnyx", "/webhooks/telnyx/:" + ACCOUNT}) {
            router.post(path).handler(this::receive);
            router.route(path).handler(context -> intake.answer(context.request(), Answer.WRONG_METHOD));
        }
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        String named = context.pathParam(ACCOUNT);
        String account = named == null ? DEFAULT_ACCOUNT : named;
        if (!Intake.isPlain(request, "application/json", "+json") && !isForm(request)) {
            intake.answer(request, Answer.WRONG_TYPE);
            return;
        }
        if (intake.isTooLarge(request)) {
            intake.answer(request, Answer.TOO_LARGE);
            return;
        }
        Verdict soFar = signatures.judgeHeaders(account, request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP));
        if (soFar != Verdict.GENUINE) {
            intake.answer(request, Answer.to(soFar));
            return;
        }
        intake.read(request, body -> judge(request, account, body));
    }

    /** Callbacks of TeXML calls are forms; everything else is JSON. */
    private static boolean isForm(HttpServerRequest request) {
        return request.getHeader("content-type") != null && Intake.isPlain(request, FORM, "");
    }

    private void judge(HttpServerRequest request, String account, byte[] body) {
        long start = System.nanoTime();
        Verdict verdict = signatures.judge(account, request.getHeader(SIGNATURE), request.getHeader(TIMESTAMP), body);
        if (verdict != Verdict.GENUINE) {
            intake.answer(request, Answer.to(verdict));
            return;
        }
        try {
            Envelope envelope = isForm(request) ? TexmlForms.read(body) : Envelopes.read(body);
            if (envelope.eventType().equals(Initialization.EVENT_TYPE)) {
                begin(request, Initialization.read(account, body));
            } else {
                intake.record(request, webhook(request, account, envelope, body), start);
            }
        } catch (MalformedWebhookException e) {
            intake.answer(request, Answer.MALFORMED);
        }
    }

    private void begin(HttpServerRequest request, Initialization asked) {
        Optional<Beginning> known = calls.of(asked.line(), asked.callControlId());
        intake.reply(
                request,
                known.isPresent() ? Answer.ANSWERED : Answer.UNKNOWN_CALL,
                asked.answer(known.orElse(Beginning.UNKNOWN)));
    }

    private Webhook webhook(HttpServerRequest request, String account, Envelope envelope, byte[] body)
            throws MalformedWebhookException {
        return Webhook.received(
                account, envelope, Intake.headers(request.headers()), body, Envelopes.text(body), clock.instant());
    }
}
