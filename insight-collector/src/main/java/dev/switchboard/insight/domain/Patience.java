package dev.switchboard.insight.domain;

import java.time.Duration;

/**
 * How long a conversation is waited for.
 *
 * @param lookUps when it is looked up while no webhook comes
 * @param insights from the end of the call until its insight has timed out (contract, section 3: 20 minutes)
 * @param textLookUps the same for conversations by text, which last for hours
 * @param replies from the delivery of a text until nobody is expected to answer any more
 * @param outage longer than {@code insights}, while Telnyx gives no usable answer: that it cannot be asked says nothing
 *     about the insight
 * @param naming from the verdict until naming it is given up
 */
public record Patience(
        LookUpSchedule lookUps,
        Duration insights,
        LookUpSchedule textLookUps,
        Duration replies,
        Duration outage,
        Duration naming) {

    LookUpSchedule lookUps(Attempt attempt) {
        return attempt.byText() ? textLookUps : lookUps;
    }

    Duration insights(Attempt attempt) {
        return attempt.byText() ? replies : insights;
    }
}
