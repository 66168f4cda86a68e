package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.account.NewAccount;
import dev.switchboard.simulator.call.CallEngine;
import dev.switchboard.simulator.call.CallWebhooks;
import dev.switchboard.simulator.call.ConversationInsights;
import dev.switchboard.simulator.call.Conversations;
import dev.switchboard.simulator.call.DialRate;
import dev.switchboard.simulator.call.DynamicVariables;
import dev.switchboard.simulator.call.Ledger;
import dev.switchboard.simulator.call.PhoneLines;
import dev.switchboard.simulator.call.ScheduledEvents;
import dev.switchboard.simulator.call.TexmlCallbacks;
import dev.switchboard.simulator.call.TextMessages;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.chat.KnownMessages;
import dev.switchboard.simulator.chat.People;
import dev.switchboard.simulator.chat.SlackPeople;
import dev.switchboard.simulator.chat.TelegramPeople;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Script;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.time.Turns;
import dev.switchboard.simulator.webhook.SigningKey;
import dev.switchboard.simulator.webhook.Timeline;
import dev.switchboard.simulator.webhook.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** All parts of one simulator, put together. Everything runs on one event loop. */
public final class RunningSimulator {

    /** How long a request may have been on its way, in real time. */
    private static final Duration TRANSIT = Duration.ofSeconds(2);
    /** How long at least, in real time, somebody stays on the line whom nobody speaks to. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Real time after which somebody presses again whose press led to nothing, and the mission time it takes at least. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final Duration AGAIN_AT_LEAST = Duration.ofMinutes(1);

    /**
     * What a simulator is made of.
     *
     * @param timeScale mission seconds per real second
     * @param ownNumbers the account's numbers if it is new
     * @param channels where the people of the script are heard
     */
    public record Parts(
            MissionClock clock,
            double timeScale,
            Script script,
            SigningKey signingKey,
            Journal journal,
            Optional<String> apiKey,
            Optional<String> webhookUrl,
            Optional<String> failoverUrl,
            List<String> ownNumbers,
            ChannelAddresses.Given channels) {}

    private final Vertx vertx;
    private final Turns turns;
    private final HttpServer server;

    private RunningSimulator(Vertx vertx, Turns turns, HttpServer server) {
        this.vertx = vertx;
        this.turns = turns;
        this.server = server;
    }

    /** Starts listening; port 0 picks a free one. */
    public static Future<RunningSimulator> start(Vertx vertx, Parts parts, int port) {
        Promise<RunningSimulator> started = Promise.promise();
        vertx.runOnContext(nothing -> {
            try {
                assemble(vertx, parts, port).onComplete(started);
            } catch (RuntimeException e) {
                started.fail(e);
            }
        });
        return started.future();
    }

    private static Future<RunningSimulator> assemble(Vertx vertx, Parts parts, int port) {
        InstantSource realTime = InstantSource.system();
        Ids ids = new Ids();
        Journal journal = parts.journal();
        Timers timers = new Timers();
        Turns turns = new Turns(vertx, parts.clock(), timers, journal::flush);
        CurrentScript script = new CurrentScript(parts.script());
        Timeline timeline = new Timeline();
        Account account = new Account(journal);
        ChannelAddresses addresses = new ChannelAddresses(account, parts.channels());
        Webhooks webhooks = new Webhooks(
                vertx, parts.signingKey(), realTime, timeline, script, ids, timers, turns, journal, addresses);
        People people = new People(script, timers, journal, scaled(AGAIN, parts).plus(AGAIN_AT_LEAST));
        SlackPeople slackPeople = new SlackPeople(people, account.chatMessages, addresses, webhooks, realTime);
        TelegramPeople telegramPeople = new TelegramPeople(people, account, addresses, webhooks, ids);
        CallWebhooks callWebhooks = new CallWebhooks(account, webhooks, ids);
        Conversations conversations = new Conversations(journal);
        ConversationInsights insights =
                new ConversationInsights(account, conversations, callWebhooks, webhooks, script, timers, ids);
        TextMessages texts = new TextMessages(account, conversations, insights, script, webhooks, timers, ids);
        ScheduledEvents events = new ScheduledEvents(journal);
        Ledger ledger = new Ledger();
        DialRate rate = new DialRate();
        CallEngine engine = new CallEngine(
                account,
                script,
                events,
                conversations,
                new PhoneLines(script),
                ledger,
                rate,
                callWebhooks,
                new TexmlCallbacks(webhooks),
                insights,
                texts,
                new DynamicVariables(account, webhooks, ids),
                timers,
                turns,
                ids,
                journal,
                scaled(PATIENCE, parts));
        CallLimits limits = new CallLimits(rate, script, engine);
        RequestCounts counts = new RequestCounts();
        ApiServer api = new ApiServer(vertx, turns, script, parts.apiKey(), counts);

        if (account.numbers.isEmpty()) {
            new NewAccount(account, ids).open(parts.ownNumbers(), turns.now());
        }
        parts.webhookUrl().ifPresent(url -> account.set("webhook_url", TextNode.valueOf(url)));
        parts.failoverUrl().ifPresent(url -> account.set("failover_url", TextNode.valueOf(url)));
        turns.turn(() -> {
            engine.resume();
            texts.resume();
            webhooks.resume();
            account.chatMessages.all().forEach(kept -> KnownMessages.of(kept).ifPresent(people::remember));
            people.resume();
        });

        Duration transit = scaled(TRANSIT, parts);
        List<ApiServer.Family> telnyx = List.of(
                new ScheduledEventsApi(account, events, engine, limits, turns, ids, timeline, realTime, transit),
                new MissionsApi(account, turns, ids),
                new AssistantsApi(account, turns, ids),
                new InsightsApi(account, turns, ids),
                new ConversationsApi(conversations, turns, ids),
                new NumbersApi(account, turns),
                new CallsApi(
                        account,
                        engine,
                        new CallActions(account, engine, callWebhooks, timers, ids),
                        limits,
                        turns,
                        ids,
                        timeline,
                        realTime),
                new TexmlApi(account, engine, limits, turns, ids, timeline, realTime),
                new ApplicationsApi(account, turns, ids),
                new MessagesApi(account, texts, turns));
        List<ApiServer.Family> others = List.of(
                new SlackApi(account, turns, ids, people, slackPeople),
                new TelegramApi(account, turns, people, telegramPeople, addresses),
                new SimApi(
                        account,
                        ledger,
                        script,
                        turns,
                        timeline,
                        webhooks,
                        counts,
                        people,
                        parts.signingKey().publicKeyText(),
                        parts.timeScale()));
        return api.listen(port, telnyx, others)
                .onSuccess(server -> webhooks.warmUp())
                .map(server -> new RunningSimulator(vertx, turns, server));
    }

    /** Real time as mission time. */
    private static Duration scaled(Duration real, Parts parts) {
        return Duration.ofMillis(Math.round(real.toMillis() * Math.max(1, parts.timeScale())));
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends it at once, as a stopped process would. */
    public Future<Void> close() {
        // Closes the server, too. Composed after it, it would be told on an event loop that is gone by then.
        turns.stop();
        return vertx.close();
    }
}
