package dev.switchboard.mission.config;

import dev.switchboard.mission.application.CallPace;
import dev.switchboard.mission.application.CallPaces;
import dev.switchboard.mission.application.Guardrail;
import dev.switchboard.mission.application.Guardrails;
import dev.switchboard.mission.application.InsightReports;
import dev.switchboard.mission.application.MirrorPace;
import dev.switchboard.mission.application.Price;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.expressions.CelExpressions;
import dev.switchboard.mission.missionfile.MissionFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
                })
                .orElse(Guardrail.ASK);
    }
}
