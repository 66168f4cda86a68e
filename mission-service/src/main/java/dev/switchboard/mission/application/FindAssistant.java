package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.InsightSource;
import dev.switchboard.mission.application.Insights.Template;
import dev.switchboard.mission.application.Preview.Needed;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.missionfile.AssistantChoice;
import dev.switchboard.mission.missionfile.AssistantChoice.ExistingAssistant;
import dev.switchboard.mission.missionfile.AssistantChoice.InlineAssistant;
import dev.switchboard.mission.missionfile.Cast;
import dev.switchboard.mission.missionfile.InsightChoice;
import dev.switchboard.mission.missionfile.InsightChoice.ExistingInsight;
import dev.switchboard.mission.missionfile.InsightChoice.InlineInsight;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds or makes the assistant of a stage of a run and the insights it extracts. Everything is looked for before it is made, and
 * kept as soon as it is there: a crash or a lost answer never makes anything twice. Nothing at all is made for an
 * assistant that may not be.
 */
@ApplicationScoped
public class FindAssistant {

    /** The unstructured insight that is paired with every structured one. */
    static final Template SUMMARY = new Template(
            "Call summary",
            "Summarise the call in two or three sentences: who was reached, what was said, what was agreed.",
            Optional.empty());

    private static final String VARIABLES_WEBHOOK = "dynamic_variables_webhook_url";

    /** No run: for looking only. */
    private static final UUID NOBODY = new UUID(0, 0);

    private record Wanted(UUID runId, String account, Stage stage, MissionFile file) {

        Cast cast() {
            return file.cast(stage);
        }
    }

    private record Templates(Optional<String> structured, Optional<String> summary, String name) {}

    private final Assistants assistants;
    private final Insights insights;
    private final GuardProvisioning guard;
    private final Runs runs;
    private final WebhookAddresses webhooks;

    FindAssistant(
            Assistants assistants, Insights insights, GuardProvisioning guard, Runs runs, WebhookAddresses webhooks) {
        this.assistants = assistants;
        this.insights = insights;
        this.guard = guard;
        this.runs = runs;
        this.webhooks = webhooks;
    }

    /** What is provisioned, with assistant and insights. Fails with {@link ProviderRefusal} or {@link ProviderAway}. */
    public Uni<Provisioned> forStage(RunState run, MissionFile file, Stage stage) {
        Provisioned known = run.provisioned(stage.number());
        if (known.assistantId().isPresent()) {
            return Uni.createFrom().item(known);
        }
        Wanted wanted = new Wanted(run.id(), run.account(), stage, file);
        AssistantChoice choice = wanted.cast().assistant();
        return choice instanceof ExistingAssistant existing
                ? existing(wanted, known, existing.id())
                : inline(wanted, known, (InlineAssistant) choice);
    }

    // An inline assistant.

    private Uni<Provisioned> inline(Wanted wanted, Provisioned known, InlineAssistant inline) {
        return known(wanted, known)
                .chain(found -> lookUp(wanted, found, inline)
                        .chain(equal -> equal.map(assistant -> keep(wanted, found.withAssistant(assistant)))
                                .orElseGet(() -> create(wanted, found, inline))));
    }

    /** What exists of the insights; nothing is made here. */
    private Uni<Provisioned> known(Wanted wanted, Provisioned known) {
        return wanted.cast()
                .insight()
                .filter(choice -> known.groupId().isEmpty())
                .map(choice -> templates(wanted, choice).chain(found -> known(wanted, known, found)))
                .orElseGet(() -> Uni.createFrom().item(known));
    }

    private Uni<Provisioned> known(Wanted wanted, Provisioned known, Templates templates) {
        if (templates.structured().isEmpty() || templates.summary().isEmpty()) {
            return Uni.createFrom().item(known);
        }
        Provisioned found = known.withTemplates(
                templates.structured().get(), templates.summary().get());
        return insights.groupWith(
                        wanted.account(),
                        templates.name(),
                        templates.structured().get(),
                        templates.summary().get())
                .map(group -> group.map(found::withGroup).orElse(found));
    }

    private Uni<Templates> templates(Wanted wanted, InsightChoice choice) {
        Uni<Optional<String>> summary = insights.equalTo(wanted.account(), SUMMARY);
        if (choice instanceof ExistingInsight existing) {
            return insights.nameOf(wanted.account(), existing.id())
                    .map(name -> name.orElseThrow(
                            () -> new ProviderRefusal("there is no insight '" + existing.id() + "' at Telnyx")))
                    .chain(name -> summary.map(id -> new Templates(Optional.of(existing.id()), id, name)));
        }
        Template template = template((InlineInsight) choice);
        return insights.equalTo(wanted.account(), template)
                .chain(structured -> summary.map(id -> new Templates(structured, id, template.name())));
    }

    private static Template template(InlineInsight inline) {
        return new Template(inline.name(), inline.instructions(), Optional.of(inline.jsonSchema()));
    }

    private Uni<Optional<AssistantAtProvider>> lookUp(Wanted wanted, Provisioned known, InlineAssistant inline) {
        if (wanted.cast().insight().isPresent() && known.groupId().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return assistants.equalTo(wanted.account(), fields(wanted, inline, known.groupId()));
    }

    private Uni<Provisioned> create(Wanted wanted, Provisioned known, InlineAssistant inline) {
        String why = "assistant '" + inline.name() + "' does not exist yet";
        guard.refuseHopeless(wanted.account(), ApprovalAction.ASSISTANT_CREATE, why);
        // The insights come first: the request that is shown is the one that is made, and it names their group.
        return makeInsights(wanted, known)
                .chain(made -> guard.perform(
                                wanted.runId(),
                                wanted.account(),
                                Assistants.creation(fields(wanted, inline, made.groupId())),
                                why,
                                "Create the assistant \"" + inline.name() + "\" for the mission \""
                                        + wanted.file().name() + "\"?")
                        .chain(created -> whole(wanted, created.path("id").asText()))
                        .chain(assistant -> keep(wanted, made.withAssistant(assistant))));
    }

    private Uni<AssistantAtProvider> whole(Wanted wanted, String id) {
        return assistants
                .byId(wanted.account(), id)
                .map(found ->
                        found.orElseThrow(() -> new ProviderRefusal("there is no assistant '" + id + "' at Telnyx")));
    }

    /** Everything the file says, and what follows from its insight, its voicemail rule and its memory. */
    private ObjectNode fields(Wanted wanted, InlineAssistant inline, Optional<String> groupId) {
        ObjectNode fields = inline.fields().deepCopy();
        groupId.ifPresent(group -> fields.withObject("/insight_settings").put("insight_group_id", group));
        wanted.file().voicemail().ifPresent(rule -> voicemail(fields, rule));
        if (wanted.file().reach().byText() && !fields.has("enabled_features")) {
            fields.putArray("enabled_features").add("messaging");
        }
        if (wanted.file().memory().isPresent() && !fields.has(VARIABLES_WEBHOOK)) {
            fields.put(VARIABLES_WEBHOOK, variablesWebhook(wanted.account()));
        }
        return fields;
    }

    /** Contract, section 7: the gateway answers, from what it knows of the call. */
    private String variablesWebhook(String account) {
        return webhooks.of(account)
                .orElseThrow(() -> new ProviderRefusal("the mission's memory needs switchboard.accounts." + account
                        + ".webhook-url, the gateway's public address"));
    }

    /** Contract, section 2: {@code telephony_settings.voicemail_detection}; the file's own setting wins. */
    private static void voicemail(ObjectNode fields, JsonNode rule) {
        if (fields.path("telephony_settings").has("voicemail_detection")) {
            return;
        }
        ObjectNode detected = JsonNodeFactory.instance.objectNode();
        if (rule.isObject()) {
            detected.put("action", "leave_message_and_stop_assistant");
            detected.putObject("voicemail_message").put("type", "message").set("message", rule.path("leave_message"));
        } else {
            detected.put("action", action(rule.asText()));
        }
        fields.withObject("/telephony_settings")
                .putObject("voicemail_detection")
                .set("on_voicemail_detected", detected);
    }

    private static String action(String rule) {
        return switch (rule) {
            case "continue" -> "continue_assistant";
            case "hang_up" -> "stop_assistant";
            case "leave_message" -> "leave_message_and_stop_assistant";
            default -> throw new IllegalArgumentException("voicemail rule '" + rule + "'");
        };
    }

    // Insights.

    private Uni<Provisioned> makeInsights(Wanted wanted, Provisioned known) {
        Optional<InsightChoice> choice = wanted.cast().insight();
        if (choice.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        return makeTemplates(wanted, known, choice.get()).chain(made -> makeGroup(wanted, made, choice.get()));
    }

    private Uni<Provisioned> makeTemplates(Wanted wanted, Provisioned known, InsightChoice choice) {
        if (known.structuredId().isPresent()) {
            return Uni.createFrom().item(known);
        }
        return templates(wanted, choice)
                .chain(found -> make(wanted, found.structured(), choice)
                        .chain(structured -> orCreate(wanted, found.summary(), SUMMARY)
                                .map(summary -> known.withTemplates(structured, summary))))
                .chain(made -> keep(wanted, made));
    }

    private Uni<String> make(Wanted wanted, Optional<String> existing, InsightChoice choice) {
        return choice instanceof InlineInsight inline
                ? orCreate(wanted, existing, template(inline))
                : Uni.createFrom().item(existing.orElseThrow());
    }

    private Uni<String> orCreate(Wanted wanted, Optional<String> existing, Template template) {
        return existing.map(id -> Uni.createFrom().item(id))
                .orElseGet(() -> insights.create(wanted.account(), template));
    }

    private Uni<Provisioned> makeGroup(Wanted wanted, Provisioned known, InsightChoice choice) {
        String structured = known.structuredId().orElseThrow();
        String summary = known.summaryId().orElseThrow();
        return nameOf(wanted, choice)
                .chain(name -> insights.groupWith(wanted.account(), name, structured, summary)
                        .chain(group -> insights.completeGroup(wanted.account(), group, name, structured, summary)))
                .map(known::withGroup)
                .chain(made -> keep(wanted, made));
    }

    private Uni<String> nameOf(Wanted wanted, InsightChoice choice) {
        return choice instanceof InlineInsight inline
                ? Uni.createFrom().item(inline.name())
                : insights.nameOf(wanted.account(), ((ExistingInsight) choice).id())
                        .map(name -> name.orElse("Insight"));
    }

    // An assistant that exists.

    private Uni<Provisioned> existing(Wanted wanted, Provisioned known, String id) {
        return whole(wanted, id)
                .chain(assistant -> existing(wanted, known, assistant))
                .chain(found -> keep(wanted, found));
    }

    private Uni<Provisioned> existing(Wanted wanted, Provisioned known, AssistantAtProvider assistant) {
        return known(wanted, known)
                .chain(found -> asItIs(wanted, found, assistant)
                        .chain(ready -> ready.map(made -> Uni.createFrom().item(made))
                                .orElseGet(() -> extend(wanted, found, assistant))));
    }

    /**
     * What is provisioned if the assistant need not be changed. It may extract the right insights already, in a group that
     * has others as well.
     */
    private Uni<Optional<Provisioned>> asItIs(Wanted wanted, Provisioned found, AssistantAtProvider assistant) {
        boolean wantsInsight = wanted.cast().insight().isPresent();
        if (wantsInsight && found.groupId().isPresent() && found.groupId().equals(assistant.groupId())) {
            return Uni.createFrom().item(Optional.of(found.withAssistant(assistant)));
        }
        Uni<Optional<InsightSource>> source = assistant
                .groupId()
                .map(group -> insights.sourceOf(wanted.account(), group))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return source.map(current -> !wantsInsight || extracts(current, found)
                ? Optional.of(found.withSource(current).withAssistant(assistant))
                : Optional.empty());
    }

    private static boolean extracts(Optional<InsightSource> current, Provisioned wanted) {
        return current.isPresent()
                && wanted.structuredId().equals(Optional.of(current.get().structuredId()))
                && wanted.summaryId().equals(current.get().summaryId());
    }

    private static String whyExtended(AssistantAtProvider assistant) {
        return "assistant '" + assistant.id() + "' does not extract the mission's insight yet";
    }

    private Uni<Provisioned> extend(Wanted wanted, Provisioned found, AssistantAtProvider assistant) {
        String why = whyExtended(assistant);
        guard.refuseHopeless(wanted.account(), ApprovalAction.ASSISTANT_UPDATE, why);
        return makeInsights(wanted, found)
                .chain(made -> guard.perform(
                                wanted.runId(),
                                wanted.account(),
                                Assistants.changeOfGroup(
                                        assistant.id(), made.groupId().orElseThrow()),
                                why,
                                "Change which insights the assistant " + assistant.id()
                                        + " extracts, for the mission \""
                                        + wanted.file().name() + "\"?")
                        .chain(changed -> whole(wanted, assistant.id()))
                        .map(made::withAssistant));
    }

    // What a run would find.

    /**
     * What a stage of a run would find at Telnyx.
     *
     * @param assistant empty if it would have to be created, or could not be asked for
     * @param needed guarded actions that the run would take before its calls
     */
    record Foreseen(Optional<AssistantAtProvider> assistant, List<Needed> needed) {}

    /** What each stage of a run of that file would find, as far as Telnyx tells. Only looks. */
    public Uni<List<Foreseen>> foresee(String account, Definition definition) {
        return Multi.createFrom()
                .iterable(definition.strategy().stages())
                .map(stage -> new Wanted(NOBODY, account, stage, definition.file()))
                .onItem()
                .transformToUniAndConcatenate(this::foresee)
                .collect()
                .asList();
    }

    private Uni<Foreseen> foresee(Wanted wanted) {
        return wanted.cast().assistant() instanceof InlineAssistant inline
                ? foresee(wanted, inline)
                : foresee(wanted, ((ExistingAssistant) wanted.cast().assistant()).id());
    }

    private Uni<Foreseen> foresee(Wanted wanted, InlineAssistant inline) {
        Needed creation = guard.needed(
                wanted.account(),
                ApprovalAction.ASSISTANT_CREATE,
                "assistant '" + inline.name() + "' does not exist yet");
        return known(wanted, Provisioned.NOTHING)
                .chain(found -> lookUp(wanted, found, inline))
                .map(equal -> new Foreseen(equal, equal.isPresent() ? List.of() : List.of(creation)))
                .onFailure(FindAssistant::isTelnyxs)
                .recoverWithItem(failure -> unforeseen(
                        ApprovalAction.ASSISTANT_CREATE, "whether the assistant exists", failure.getMessage()));
    }

    private Uni<Foreseen> foresee(Wanted wanted, String id) {
        return whole(wanted, id)
                .chain(assistant -> known(wanted, Provisioned.NOTHING)
                        .chain(found -> asItIs(wanted, found, assistant))
                        .map(ready -> new Foreseen(
                                Optional.of(assistant),
                                ready.isPresent()
                                        ? List.of()
                                        : List.of(guard.needed(
                                                wanted.account(),
                                                ApprovalAction.ASSISTANT_UPDATE,
                                                whyExtended(assistant))))))
                .onFailure(FindAssistant::isTelnyxs)
                .recoverWithItem(failure -> unforeseen(
                        ApprovalAction.ASSISTANT_UPDATE, "what the assistant extracts", failure.getMessage()));
    }

    static boolean isTelnyxs(Throwable failure) {
        return failure instanceof ProviderAway || failure instanceof ProviderRefusal;
    }

    private static Foreseen unforeseen(ApprovalAction action, String what, String why) {
        return new Foreseen(Optional.empty(), List.of(GuardProvisioning.unknown(action, what, why)));
    }

    private Uni<Provisioned> keep(Wanted wanted, Provisioned provisioned) {
        return runs.recordProvisioned(wanted.runId(), wanted.stage().number(), provisioned)
                .replaceWith(provisioned);
    }
}
