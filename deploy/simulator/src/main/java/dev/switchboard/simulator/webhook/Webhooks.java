package dev.switchboard.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.FaultDice;
import dev.switchboard.simulator.script.Faults;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.time.Turns;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers signed webhooks the way Telnyx does: 2 s to answer 2xx, tries again with growing waits, then the failover
 * address, no promise of order. Waiting between tries is real time, because it is transport; faults that hold a webhook
 * back are mission time.
 */
public final class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class.getName());
    private static final int AT_ONCE = 256;
    private static final int MOST_PENDING = 200_000;
    /** Real waits before tries 2, 3, …: 20 tries in about ten minutes. */
    private static final long[] WAITS_MILLIS = {
        500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000, 45_000, 45_000, 45_000, 45_000, 60_000,
        60_000, 60_000, 60_000, 60_000
    };

    private static final String KIND = "webhook";
    private static final int NO_ANSWER = 0;

    private record HttpAnswer(int status, Buffer body) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final SignedRequests requests;
    private final InstantSource realTime;
    private final Timeline timeline;
    private final CurrentScript script;
    private final Ids ids;
    private final Timers timers;
    private final Turns turns;
    private final Journal journal;

    private final Map<String, Delivery> pending = new LinkedHashMap<>();
    private final Queue<Delivery> ready = new ArrayDeque<>();
    private int underWay;
    private long delivered;
    /** By the number concerned, what was said about it and never left. */
    private final Map<String, List<String>> droppedByNumber = new TreeMap<>();

    private long dropped;
    private long givenUp;

    public Webhooks(
            Vertx vertx,
            SigningKey key,
            InstantSource realTime,
            Timeline timeline,
            CurrentScript script,
            Ids ids,
            Timers timers,
            Turns turns,
            Journal journal,
            CallbackSecrets secrets) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(64)
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setConnectTimeout((int) SignedRequests.ANSWER_LIMIT_MILLIS));
        this.requests = new SignedRequests(key, secrets, realTime);
        this.realTime = realTime;
        this.timeline = timeline;
        this.script = script;
        this.ids = ids;
        this.timers = timers;
        this.turns = turns;
        this.journal = journal;
    }

    /** Makes signing fast; see {@link WebhookSigner#loadNative}. */
    public void warmUp() {
        vertx.executeBlocking(() -> {
            requests.loadNative();
            return null;
        });
    }

    /** Goes on with what was on its way when the process ended. */
    public void resume() {
        journal.take(KIND).forEach((id, kept) -> {
            Delivery delivery = Json.MAPPER.convertValue(kept, Delivery.class);
            pending.put(id, delivery);
            hold(delivery);
        });
    }

    /**
     * Sends an event in Telnyx's envelope. Without an address nothing is sent.
     *
     * @param about names the event for the faults: the same in every run of one script
     */
    public void send(WebhookAddress address, JsonNode event, String to, String about, Instant now) {
        String what = event.path("event_type").asText();
        accept(address, what, to, Delivery.Form.ENVELOPE, event, about, now);
    }

    /** Sends an event as the whole body. */
    public void sendFlat(WebhookAddress address, JsonNode event, String to, String about, Instant now) {
        accept(address, event.path("event_type").asText(), to, Delivery.Form.FLAT, event, about, now);
    }

    /** Sends form fields (a TeXML callback). */
    public void sendForm(WebhookAddress address, String what, JsonNode fields, String to, String about, Instant now) {
        accept(address, what, to, Delivery.Form.FORM_FIELDS, fields, about, now);
    }

    /** Sends what somebody did in Slack. People press until it arrives: nothing is dropped, but it may come twice. */
    public void sendSlack(String url, String what, String by, JsonNode payload) {
        press(url, what, by, Delivery.Form.SLACK, payload);
    }

    /** Sends an update of Telegram, as faithfully. */
    public void sendTelegram(String url, String what, String by, JsonNode update) {
        press(url, what, by, Delivery.Form.TELEGRAM, update);
    }

    private void press(String url, String what, String by, Delivery.Form form, JsonNode event) {
        WebhookAddress address = new WebhookAddress(url, null);
        String about = what + '|' + by + '|' + event.hashCode();
        add(address, what, by, form, event, null);
        if (script.dice().strikes(script.get().faults().webhookDuplicate(), "webhook_duplicate", about)) {
            add(address, what, by, form, event, null);
        }
    }

    private void accept(
            WebhookAddress address,
            String what,
            String to,
            Delivery.Form form,
            JsonNode event,
            String about,
            Instant now) {
        if (!address.isSet()) {
            return;
        }
        Faults faults = script.get().faults();
        FaultDice dice = script.dice();
        if (dice.strikes(faults.webhookDrop(), "webhook_drop", about)) {
            dropped++;
            droppedByNumber.computeIfAbsent(to, number -> new ArrayList<>()).add(what);
            return;
        }
        add(address, what, to, form, event, notBefore(faults, dice, about, now));
        if (dice.strikes(faults.webhookDuplicate(), "webhook_duplicate", about)) {
            add(address, what, to, form, event, notBefore(faults, dice, about + "|copy", now));
        }
    }

    private static Instant notBefore(Faults faults, FaultDice dice, String about, Instant now) {
        double delay = dice.between(faults.webhookDelayFrom(), faults.webhookDelayTo(), "webhook_delay_secs", about);
        return delay <= 0 ? null : now.plusMillis(Math.round(delay * 1000));
    }

    private void add(
            WebhookAddress address, String what, String to, Delivery.Form form, JsonNode event, Instant notBefore) {
        if (pending.size() >= MOST_PENDING) {
            givenUp++;
            return;
        }
        Delivery delivery =
                new Delivery(ids.uuid(), address.url(), address.failoverUrl(), what, to, form, event, notBefore);
        pending.put(delivery.id, delivery);
        journal.changed(KIND, delivery.id, delivery);
        hold(delivery);
    }

    private void hold(Delivery delivery) {
        if (delivery.notBefore == null) {
            enqueue(delivery);
        } else {
            timers.at(delivery.notBefore, due -> enqueue(delivery));
        }
    }

    private void enqueue(Delivery delivery) {
        ready.add(delivery);
        sendReady();
    }

    private void sendReady() {
        while (underWay < AT_ONCE && !ready.isEmpty()) {
            underWay++;
            attempt(ready.remove());
        }
    }

    private void attempt(Delivery delivery) {
        delivery.tries++;
        String url = delivery.urlOfTry(delivery.tries);
        byte[] body = delivery.body(url);
        if (delivery.tries == 1) {
            timeline.add(realTime.instant(), KIND, delivery.what, delivery.to);
        }
        Future<Integer> status;
        try {
            status = post(requests.of(delivery, url, body), body).map(HttpAnswer::status);
        } catch (VertxException | IllegalArgumentException e) {
            status = Future.failedFuture(e);
        }
        status.otherwise(NO_ANSWER).onSuccess(code -> turns.turn(() -> answered(delivery, code)));
    }

    /** Asks an address of the account's owner; the answer is an empty object if none came that is of use. */
    public void ask(String url, JsonNode event, Duration limit, Consumer<JsonNode> answer) {
        byte[] body = Delivery.bytes(Json.object().set("data", event));
        long limitMillis = Math.max(1, limit.toMillis());
        Future<HttpAnswer> asked;
        try {
            asked = post(requests.ofTelnyx(url, body, limitMillis), body);
        } catch (VertxException | IllegalArgumentException e) {
            asked = Future.failedFuture(e);
        }
        asked.map(Webhooks::useful)
                .otherwise(failure -> Json.object())
                .onSuccess(result -> turns.turn(() -> answer.accept(result)));
    }

    private static JsonNode useful(HttpAnswer answer) {
        if (answer.status() / 100 != 2) {
            return Json.object();
        }
        try {
            return Json.MAPPER.readTree(answer.body().getBytes());
        } catch (IOException e) {
            return Json.object();
        }
    }

    /** Fails if the whole answer is not there within the limit, in real time. */
    private Future<HttpAnswer> post(RequestOptions options, byte[] body) {
        Promise<HttpAnswer> answer = Promise.promise();
        long limit = vertx.setTimer(options.getTimeout(), id -> answer.tryFail("no answer in time"));
        client.request(options)
                .compose(request -> {
                    answer.future().onFailure(late -> request.reset());
                    return request.send(Buffer.buffer(body));
                })
                .compose(response -> response.body().map(text -> new HttpAnswer(response.statusCode(), text)))
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future().onComplete(done -> vertx.cancelTimer(limit));
    }

    private void answered(Delivery delivery, int status) {
        underWay--;
        if (status / 100 == 2) {
            delivered++;
            done(delivery);
        } else if (delivery.tries > WAITS_MILLIS.length) {
            givenUp++;
            LOG.log(Level.WARNING, "webhook {0} given up after {1} tries", new Object[] {delivery.what, delivery.tries
            });
            done(delivery);
        } else {
            journal.changed(KIND, delivery.id, delivery);
            vertx.setTimer(WAITS_MILLIS[delivery.tries - 1], id -> turns.turn(() -> enqueue(delivery)));
        }
        sendReady();
    }

    private void done(Delivery delivery) {
        pending.remove(delivery.id);
        journal.removed(KIND, delivery.id);
    }

    /** The webhooks that a fault of the script took away, by number, since this process started. */
    public ObjectNode dropped() {
        ObjectNode view = Json.object();
        droppedByNumber.forEach((number, events) -> events.forEach(view.withArray("/" + number)::add));
        return view;
    }

    public ObjectNode counts() {
        return Json.object()
                .put("delivered", delivered)
                .put("dropped", dropped)
                .put("given_up", givenUp)
                .put("pending", pending.size());
    }
}
