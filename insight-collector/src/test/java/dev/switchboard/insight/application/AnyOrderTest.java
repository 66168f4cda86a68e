package dev.switchboard.insight.application;

import static dev.switchboard.insight.domain.Fixtures.ALL_IDS;
import static dev.switchboard.insight.domain.Fixtures.CALL_IDS;
import static dev.switchboard.insight.domain.Fixtures.CONVERSATION_ID;
import static dev.switchboard.insight.domain.Fixtures.NOW;
import static dev.switchboard.insight.domain.Fixtures.PATIENCE;
import static dev.switchboard.insight.domain.Fixtures.STRUCTURED;
import static dev.switchboard.insight.domain.Fixtures.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.Callee;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.InsightSource;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.insight.config.InsightSettings;
import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Decision;
import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.Fixtures;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.Verdict;
import dev.switchboard.messaging.Event;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the order and number in which things are told, the outcome is the same and is told once. */
class AnyOrderTest {

    /** What can happen to one call. */
    enum Step {
        CALL_COMPLETED,
        INSIGHTS_GENERATED,
        FLAT_INSIGHTS_COMPLETED,
        CONVERSATION_ENDED,
        TEMPLATE_ARRIVES,
        SWEEP
    }

    @Property
    void theOutcomeIsTheSame(@ForAll("orders") List<Step> order) {
        World world = new World();

        order.forEach(world::play);
        // Webhooks may have come before everything that a verdict needs; what is then due is done.
        world.play(Step.TEMPLATE_ARRIVES);
        world.play(Step.SWEEP);

        assertThat(world.memory.announcements).hasSize(1);
        assertThat(world.memory.announcements.get(0).verdict())
                .isEqualTo(new Verdict(
                        Verdict.Status.VALID, Map.of("quote", 62), Optional.of("They ask for 62."), List.of()));
        Conversation outcome = world.conversation().orElseThrow();
        assertThat(outcome.state()).isEqualTo(State.NAMING);
        assertThat(outcome.ids()).isEqualTo(ALL_IDS);
        assertThat(outcome.name()).contains("Call 2: Chicago Grill Co, 62");
    }

    @Property
    void nothingIsToldBeforeTheCallHasEnded(@ForAll("orders") List<Step> order) {
        World world = new World();

        order.stream().filter(step -> step != Step.CALL_COMPLETED).forEach(world::play);

        assertThat(world.memory.announcements).isEmpty();
        assertThat(world.conversation()).isEmpty();
    }

    /** Each at least once, some more than once. */
    @Provide
    Arbitrary<List<Step>> orders() {
        return Arbitraries.of(Step.values()).list().ofMaxSize(6).flatMap(AnyOrderTest::shuffledWithAll);
    }

    private static Arbitrary<List<Step>> shuffledWithAll(List<Step> repeated) {
        List<Step> all = new ArrayList<>(List.of(Step.values()));
        all.addAll(repeated);
        return Arbitraries.shuffle(all);
    }

    /** The use cases on a world in memory, in which time stands still. */
    private static final class World {

        private static final MissionClock STANDING = new MissionClock() {
            @Override
            public Instant instant() {
                return NOW;
            }

            @Override
            public Optional<Duration> realTimeUntil(Instant due) {
                return Optional.empty();
            }
        };
        private static final InsightSettings SETTINGS = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, DurationConverter::parseDuration)
                .withMapping(InsightSettings.class)
                .build()
                .getConfigMapping(InsightSettings.class);

        final InMemory memory = new InMemory();
        private final Templates templates = new Templates(
                (account, id) -> Uni.createFrom().item(TemplatesAtTelnyx.Answer.found(template())), STANDING, SETTINGS);
        private final TakeUp takeUp = new TakeUp(memory, memory, templates, PATIENCE, STANDING);
        private final Conclude conclude = new Conclude(memory, memory);
        private final OpenConversation openConversation =
                new OpenConversation(memory, takeUp, conclude, templates, PATIENCE, STANDING);
        private final LearnFromWebhook learnFromWebhook =
                new LearnFromWebhook(memory, memory, takeUp, conclude, STANDING);

        void play(Step step) {
            switch (step) {
                case CALL_COMPLETED -> done(openConversation.apply(null, callCompleted()));
                case INSIGHTS_GENERATED -> learn(Fixtures.insights(CALL_IDS));
                case FLAT_INSIGHTS_COMPLETED -> learn(Fixtures.insights(CONVERSATION_ID));
                case CONVERSATION_ENDED -> learn(Fact.conversationEnded("default", ALL_IDS));
                case TEMPLATE_ARRIVES -> done(templates.get("default", STRUCTURED));
                case SWEEP -> conversation().ifPresent(this::sweep);
            }
        }

        Optional<Conversation> conversation() {
            return Optional.ofNullable(
                    memory.conversations.get(Fixtures.answeredAttempt().attemptId()));
        }

        private void learn(Fact fact) {
            done(learnFromWebhook.apply(null, fact, new UUID(1, 1)));
        }

        /** What {@link LookForInsights} does with a conversation that waits for its template or its id. */
        private void sweep(Conversation conversation) {
            if (conversation.state() != State.CHECKING) {
                return;
            }
            Decision decision = conversation.templateLookedUp(
                    Optional.of("conversation-1"),
                    templates.atHand("default", STRUCTURED),
                    Optional.empty(),
                    "",
                    PATIENCE,
                    NOW);
            done(decision.handle(new IfAccepted(accepted -> takeUp.early(null, conversation.ids(), accepted)
                    .chain(after -> conclude.with(null, after, new UUID(1, 2))))));
        }

        private static void done(Uni<?> uni) {
            uni.await().atMost(Duration.ofSeconds(5));
        }
    }

    private static Event<CallCompleted> callCompleted() {
        Attempt attempt = Fixtures.answeredAttempt();
        CallCompleted body = new CallCompleted(
                attempt.callId(),
                attempt.attemptId(),
                attempt.number(),
                attempt.missionId(),
                attempt.runId(),
                attempt.account(),
                "calls",
                attempt.sequence(),
                new Callee(attempt.targetName(), "+13125550142", Optional.empty()),
                "assistant-1",
                Outcome.COMPLETED,
                135,
                Optional.empty(),
                CALL_IDS.callControlId(),
                CALL_IDS.callSessionId(),
                Optional.empty(),
                Optional.of(new InsightSource("group-1", STRUCTURED, Optional.of(Fixtures.SUMMARY))),
                Optional.empty(),
                NOW);
        EventHeaders headers = new EventHeaders(
                attempt.openedBy(),
                Topic.CALL_COMPLETED.eventType(),
                "/call-scheduler",
                attempt.callId().toString(),
                NOW,
                Optional.of(attempt.runId().toString()),
                Optional.empty());
        return new Event<>(headers, body);
    }
}
