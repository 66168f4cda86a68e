package dev.switchboard.mission.application;

import dev.switchboard.mission.application.Numbers.OwnNumber;
import dev.switchboard.mission.application.Preview.Needed;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the number that a stage of a run calls from: the mission's own, else one the assistant's application has, else a free one,
 * those with HD voice first. A number that belongs to another application is only taken from it if the file names it and
 * the account allows it, or people do.
 */
@ApplicationScoped
public class FindNumber {

    private static final Comparator<OwnNumber> HD_VOICE_FIRST =
            Comparator.comparing(OwnNumber::hdVoice).reversed().thenComparing(OwnNumber::phone);

    private final Numbers numbers;
    private final GuardProvisioning guard;
    private final Runs runs;

    FindNumber(Numbers numbers, GuardProvisioning guard, Runs runs) {
        this.numbers = numbers;
        this.guard = guard;
        this.runs = runs;
    }

    /** What is provisioned, with the number. Fails with {@link ProviderRefusal} or {@link ProviderAway}. */
    public Uni<Provisioned> forStage(RunState run, MissionFile file, Stage stage, Provisioned provisioned) {
        if (provisioned.from().isPresent()) {
            return Uni.createFrom().item(provisioned);
        }
        String application = provisioned
                .texmlAppId()
                .orElseThrow(() -> new ProviderRefusal(
                        "assistant '" + provisioned.assistantId().orElse("") + "' has no telephony at Telnyx"));
        return numbers.all(run.account())
                .map(all -> choose(all, file.from(), application, run.account()))
                .chain(number -> assignUnlessThere(run, file, number, application))
                .map(provisioned::withFrom)
                .call(found -> runs.recordProvisioned(run.id(), stage.number(), found));
    }

    /**
     * The guarded actions by which a run of that file would come to its calling number, as far as Telnyx tells. Only looks.
     *
     * @param first the assistant of the first stage, which the number goes to; empty if it would have to be created
     */
    Uni<List<Needed>> needs(String account, MissionFile file, Optional<AssistantAtProvider> first) {
        if (file.from().isEmpty() || file.reach().byText()) {
            return Uni.createFrom().item(List.of());
        }
        Optional<String> application = first.flatMap(AssistantAtProvider::texmlAppId);
        return numbers.all(account)
                .map(all -> all.stream()
                        .filter(own -> file.from().equals(Optional.of(own.phone())))
                        .filter(own -> own.connectionId().isPresent()
                                && !own.connectionId().equals(application))
                        .map(own -> guard.needed(account, ApprovalAction.NUMBER_REASSIGN, whyTaken(own)))
                        .toList())
                .onFailure(FindAssistant::isTelnyxs)
                .recoverWithItem(failure -> List.of(GuardProvisioning.unknown(
                        ApprovalAction.NUMBER_REASSIGN, "whose the calling number is", failure.getMessage())));
    }

    private static String whyTaken(OwnNumber number) {
        return "the calling number " + masked(number.phone()) + " belongs to another connection at Telnyx";
    }

    /** The assistant's own first, then those of the run's other stages. */
    private static List<String> applications(RunState run, String own) {
        return Stream.concat(Stream.of(own), run.provisions().stream().flatMap(other -> other.texmlAppId().stream()))
                .distinct()
                .toList();
    }

    private static OwnNumber choose(List<OwnNumber> all, Optional<String> from, String application, String account) {
        return from.map(phone -> named(all, phone, account)).orElseGet(() -> anyOf(all, application, account));
    }

    private static OwnNumber named(List<OwnNumber> all, String phone, String account) {
        return all.stream()
                .filter(own -> own.phone().equals(phone))
                .findFirst()
                .orElseThrow(() -> new ProviderRefusal("the calling number " + masked(phone)
                        + " does not belong to account '" + account + "' at Telnyx"));
    }

    private static OwnNumber anyOf(List<OwnNumber> all, String application, String account) {
        List<OwnNumber> active =
                all.stream().filter(OwnNumber::active).sorted(HD_VOICE_FIRST).toList();
        return active.stream()
                .filter(own -> own.connectionId().equals(Optional.of(application)))
                .findFirst()
                .or(() -> active.stream()
                        .filter(own -> own.connectionId().isEmpty())
                        .findFirst())
                .orElseThrow(() -> new ProviderRefusal(
                        "account '" + account + "' has no free number at Telnyx: every one belongs to a connection"));
    }

    /** Reasons are logged, whole numbers never are. */
    private static String masked(String phone) {
        return "…" + phone.substring(Math.max(0, phone.length() - 2));
    }

    /** The mission's number serves every stage: it stays with the application that it was given to first. */
    private Uni<String> assignUnlessThere(RunState run, MissionFile file, OwnNumber number, String application) {
        if (number.connectionId()
                .filter(applications(run, application)::contains)
                .isPresent()) {
            return Uni.createFrom().item(number.phone());
        }
        Uni<?> assigned = number.connectionId().isEmpty()
                ? numbers.assign(run.account(), number.id(), application)
                : take(run, file, number, application);
        return assigned.replaceWith(number.phone());
    }

    /** Others may be called on it where it is. */
    private Uni<?> take(RunState run, MissionFile file, OwnNumber number, String application) {
        return guard.perform(
                run.id(),
                run.account(),
                Numbers.reassignment(number.id(), application),
                whyTaken(number),
                "Take the number " + number.phone() + " from its connection at Telnyx for the mission \"" + file.name()
                        + "\"?");
    }
}
