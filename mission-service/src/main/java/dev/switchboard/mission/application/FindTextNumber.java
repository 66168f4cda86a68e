package dev.switchboard.mission.application;

import dev.switchboard.mission.application.Numbers.OwnNumber;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.missionfile.MissionFile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the number that a run texts from: the mission's own, else one of the assistant's messaging profile, else one that
 * is free of any profile and connection. A number that belongs to another profile is never taken from it.
 */
@ApplicationScoped
public class FindTextNumber {

    private final Numbers numbers;
    private final Assistants assistants;
    private final Runs runs;

    FindTextNumber(Numbers numbers, Assistants assistants, Runs runs) {
        this.numbers = numbers;
        this.assistants = assistants;
        this.runs = runs;
    }

    /** What is provisioned, with the number. Fails with {@link ProviderRefusal} or {@link ProviderAway}. */
    public Uni<Provisioned> forStage(RunState run, MissionFile file, Stage stage, Provisioned provisioned) {
        if (provisioned.from().isPresent()) {
            return Uni.createFrom().item(provisioned);
        }
        return number(run, file, provisioned)
                .map(provisioned::withFrom)
                .call(found -> runs.recordProvisioned(run.id(), stage.number(), found));
    }

    /** One number serves every stage of a run: people see one sender. */
    private Uni<String> number(RunState run, MissionFile file, Provisioned provisioned) {
        Optional<String> known = run.provisions().stream()
                .flatMap(other -> other.from().stream())
                .findFirst();
        if (known.isPresent()) {
            return Uni.createFrom().item(known.get());
        }
        String assistant = provisioned.assistantId().orElseThrow();
        return assistants
                .byId(run.account(), assistant)
                .map(found -> profile(found, assistant))
                .chain(profile -> numbers.all(run.account())
                        .map(all -> choose(all, file.from(), profile, run.account()))
                        .chain(number -> assignUnlessThere(run, number, profile)));
    }

    private static String profile(Optional<AssistantAtProvider> assistant, String id) {
        return assistant
                .flatMap(AssistantAtProvider::messagingProfileId)
                .orElseThrow(() -> new ProviderRefusal("assistant '" + id + "' has no messaging at Telnyx"));
    }

    private static OwnNumber choose(List<OwnNumber> all, Optional<String> from, String profile, String account) {
        return from.map(phone -> named(all, phone, profile, account)).orElseGet(() -> anyOf(all, profile, account));
    }

    private static OwnNumber named(List<OwnNumber> all, String phone, String profile, String account) {
        OwnNumber number = all.stream()
                .filter(own -> own.phone().equals(phone))
                .findFirst()
                .orElseThrow(() -> new ProviderRefusal(
                        "the number to text from does not belong to account '" + account + "' at Telnyx"));
        if (number.messagingProfileId().filter(other -> !other.equals(profile)).isPresent()) {
            throw new ProviderRefusal(
                    "the number to text from belongs to another messaging profile at Telnyx, and is never taken from it");
        }
        return number;
    }

    private static OwnNumber anyOf(List<OwnNumber> all, String profile, String account) {
        List<OwnNumber> active = all.stream()
                .filter(OwnNumber::active)
                .sorted(Comparator.comparing(OwnNumber::phone))
                .toList();
        return active.stream()
                .filter(own -> own.messagingProfileId().equals(Optional.of(profile)))
                .findFirst()
                .or(() -> active.stream()
                        .filter(own -> own.messagingProfileId().isEmpty()
                                && own.connectionId().isEmpty())
                        .findFirst())
                .orElseThrow(
                        () -> new ProviderRefusal(
                                "account '" + account
                                        + "' has no free number at Telnyx to text from: every one belongs to a connection or a profile"));
    }

    private Uni<String> assignUnlessThere(RunState run, OwnNumber number, String profile) {
        return number.messagingProfileId().isPresent()
                ? Uni.createFrom().item(number.phone())
                : numbers.assignTexts(run.account(), number.id(), profile).replaceWith(number.phone());
    }
}
