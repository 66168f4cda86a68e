package dev.switchboard.scheduler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When Telnyx is asked what became of an attempt. All of it is mission time, but for {@link #atLeast()} and
 * {@link #silence()}. */
@ConfigMapping(prefix = "switchboard.look-ups")
public interface LookUpSettings {

    /** After an answer was lost. */
    @WithDefault("PT5S")
    Duration afterLostAnswer();

    /** Between the first complete look that does not find an attempt and the second, which makes it certain. */
    @WithDefault("PT10S")
    Duration betweenAbsences();

    /** After the scheduled time, when no webhook came at all. */
    @WithDefault("PT3M")
    Duration withoutWebhook();

    /** After the phone began to ring. */
    @WithDefault("PT2M")
    Duration whileRinging();

    /** After the answer, and between further looks. */
    @WithDefault("PT3M")
    Duration whileTalking();

    /** After the conversation's end, when the hangup does not come. */
    @WithDefault("PT30S")
    Duration afterConversation();

    /** After a look that failed. */
    @WithDefault("PT30S")
    Duration afterFailure();

    /** A call that still rings or talks this long after its start is taken for failed. */
    @WithDefault("PT30M")
    Duration giveUp();

    /** From the answer of a call that we dialled until it is known who answered; then the assistant speaks. */
    @WithDefault("PT12S")
    Duration detection();

    /** From hearing a machine to the end of its greeting; then the message is spoken. */
    @WithDefault("PT45S")
    Duration greeting();

    /** From beginning to leave a message to its end; then the call is hung up. */
    @WithDefault("PT90S")
    Duration message();

    /** Between two tries of one command to a live call. */
    @WithDefault("PT1S")
    Duration betweenCommands();

    /** How long an answered call waits for insight.ready before it counts as one without insight. */
    @WithDefault("PT24H")
    Duration insight();

    /**
     * From the scheduled time until no webhook is expected any more that tells what no look-up can: whether a text was
     * delivered, and how a call of our own ended that nobody talked on. Longer than an outage of ours, after which Telnyx
     * tells it again.
     */
    @WithDefault("PT30M")
    Duration untold();

    /** Real time that any of these waits takes at least: webhooks and answers travel in real time. */
    @WithDefault("PT0.3S")
    Duration atLeast();

    /** Real time that passes at least before silence counts as an answer: so long may a webhook be on its way. */
    @WithDefault("PT6S")
    Duration silence();
}
