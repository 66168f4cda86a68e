package dev.switchboard.mission.application;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What follows from answers, by action. */
@ApplicationScoped
class Effects {

    private final Map<ApprovalAction, ApprovalEffects> byAction;

    Effects(@All List<ApprovalEffects> all) {
        this.byAction = all.stream().collect(Collectors.toMap(ApprovalEffects::action, Function.identity()));
    }

    Optional<ApprovalEffects> of(ApprovalAction action) {
        return Optional.ofNullable(byAction.get(action));
    }
}
