package dev.switchboard.mission.application;

/** What may be done in an account's name without asking. */
public interface Guardrails {

    /** A guarded action. */
    enum Action {
        ASSISTANT_CREATE("assistant.create", "assistant-create"),
        ASSISTANT_UPDATE("assistant.update", "assistant-update");

        private final String word;
        private final String setting;

        Action(String word, String setting) {
            this.word = word;
            this.setting = setting;
        }

        /** As approvals and reasons name it. */
        public String word() {
            return word;
        }

        /** The last part of its configuration key. */
        public String setting() {
            return setting;
        }
    }

    Guardrail of(String account, Action action);
}
