package dev.switchboard.mission.config;

import dev.switchboard.mission.application.ApprovalAction;
import dev.switchboard.mission.application.ApprovalEffects;
import dev.switchboard.mission.application.ApprovalRules;
import dev.switchboard.mission.application.CallPace;
import dev.switchboard.mission.application.CallPaces;
import dev.switchboard.mission.application.EndRun;
import dev.switchboard.mission.application.Guardrail;
import dev.switchboard.mission.application.Guardrails;
import dev.switchboard.mission.application.InsightReports;
import dev.switchboard.mission.application.MirrorPace;
import dev.switchboard.mission.application.Price;
import dev.switchboard.mission.application.ResumeProvisioning;
import dev.switchboard.mission.application.Runs;
import dev.switchboard.mission.application.WebhookAddresses;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.expressions.CelExpressions;
import dev.switchboard.mission.missionfile.MissionFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the use cases are given. */
class Producers {

    @Produces
    @Singleton
    ExpressionCompiler expressions() {
        return new CelExpressions();
    }

    @Produces
    @Singleton
    MissionFiles missionFiles(ExpressionCompiler compiler) {
        return new MissionFiles(compiler);
    }

    @Produces
    @Singleton
    MirrorPace mirrorPace(MirrorSettings settings) {
        return new MirrorPace(settings.enabled(), settings.flush());
    }

    @Produces
    @Singleton
    InsightReports insightReports(InsightWebhookSettings settings) {
        return new InsightReports(settings.insightWebhookUrl().filter(url -> !url.isBlank()));
    }

    @Produces
    @Singleton
    WebhookAddresses webhookAddresses(AccountSettings settings) {
        return account -> Optional.ofNullable(settings.accounts().get(account))
                .flatMap(AccountSettings.Account::webhookUrl)
                .filter(url -> !url.isBlank());
    }

    @Produces
    @Singleton
    Price price(PriceSettings settings) {
        return new Price(
                settings.usdPerMinute(), settings.usdPerMinuteBy(), settings.usdPerText(), settings.reservedMinutes());
    }

    @Produces
    @Singleton
    CallPaces callPaces(AccountSettings accounts, PreviewSettings preview) {
        return account -> new CallPace(
                accounts.accounts().get(account).concurrentCalls(),
                accounts.accounts().get(account).dialsPerSecond(),
                preview.lead(),
                preview.call());
    }

    @Produces
    @Singleton
    Guardrails guardrails(AccountSettings settings) {
        return (account, action) -> Optional.ofNullable(settings.accounts().get(account))
                .map(AccountSettings.Account::guardrails)
                .map(guardrails -> switch (action) {
                    case ASSISTANT_CREATE -> guardrails.assistantCreate();
                    case ASSISTANT_UPDATE -> guardrails.assistantUpdate();
                    case ASSISTANT_DELETE -> guardrails.assistantDelete();
                    case NUMBER_REASSIGN -> guardrails.numberReassign();
                    case CONNECTION_CHANGE -> guardrails.connectionChange();
                    // These are asked by the mission file, not by the account.
                    case MISSION_CALLS, ROUND_ADVANCE -> Guardrail.ASK;
                })
                .orElse(Guardrail.ASK);
    }

    @Produces
    @Singleton
    ApprovalRules approvalRules(AccountSettings settings) {
        return new ConfiguredApprovalRules(settings);
    }

    private record ConfiguredApprovalRules(AccountSettings settings) implements ApprovalRules {

        private static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);

        @Override
        public List<String> approvers(String account) {
            return Optional.ofNullable(settings.accounts().get(account))
                    .flatMap(AccountSettings.Account::approvers)
                    .orElse(List.of())
                    .stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }

        @Override
        public Duration expiry(String account) {
            return Optional.ofNullable(settings.accounts().get(account))
                    .map(AccountSettings.Account::approvalExpiry)
                    .orElse(DEFAULT_EXPIRY);
        }
    }

    /** What follows for a run that waits before its start. */
    @Produces
    @Singleton
    ApprovalEffects plan(Runs runs, EndRun endRun) {
        return new ResumeProvisioning(ApprovalAction.MISSION_CALLS, RunStatus.CANCELLED, runs, endRun);
    }

    @Produces
    @Singleton
    ApprovalEffects newAssistant(Runs runs, EndRun endRun) {
        return new ResumeProvisioning(ApprovalAction.ASSISTANT_CREATE, RunStatus.FAILED, runs, endRun);
    }

    @Produces
    @Singleton
    ApprovalEffects changedAssistant(Runs runs, EndRun endRun) {
        return new ResumeProvisioning(ApprovalAction.ASSISTANT_UPDATE, RunStatus.FAILED, runs, endRun);
    }

    @Produces
    @Singleton
    ApprovalEffects takenNumber(Runs runs, EndRun endRun) {
        return new ResumeProvisioning(ApprovalAction.NUMBER_REASSIGN, RunStatus.FAILED, runs, endRun);
    }
}
