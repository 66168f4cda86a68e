package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Template;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Insight templates as they stand at Telnyx. */
public interface TemplatesAtTelnyx {

    /**
     * The answer to asking for a template.
     *
     * @param template empty if it cannot be had for now
     * @param lasting whether it is worth keeping
     * @param notBefore Telnyx wants no request sooner
     */
    record Answer(Optional<Template> template, boolean lasting, Optional<Duration> notBefore, String reason) {

        public static Answer found(Template template) {
            return new Answer(Optional.of(template), true, Optional.empty(), "");
        }

        /** Telnyx has none of that id, and will not have one. */
        public static Answer unusable(String reason) {
            return new Answer(Optional.of(Template.unusable(reason)), false, Optional.empty(), reason);
        }

        public static Answer notNow(Optional<Duration> notBefore, String reason) {
            return new Answer(Optional.empty(), false, notBefore, reason);
        }
    }

    /** Fetches one. Never within a transaction; the {@code Uni} never fails. */
    Uni<Answer> fetch(String account, String templateId);
}
