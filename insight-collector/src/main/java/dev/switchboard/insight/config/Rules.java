package dev.switchboard.insight.config;

import dev.switchboard.insight.domain.LookUpSchedule;
import dev.switchboard.insight.domain.Patience;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the domain's rules from the settings; a wrong setting stops the start, by name. */
class Rules {

    @Produces
    @Singleton
    Patience patience(InsightSettings settings) {
        return new Patience(
                new LookUpSchedule(settings.firstLook(), settings.lookFactor(), settings.longestWait()),
                settings.giveUpAfter(),
                new LookUpSchedule(settings.firstLook(), settings.lookFactor(), settings.longestTextWait()),
                settings.replyWithin(),
                settings.outage(),
                settings.nameWithin());
    }
}
