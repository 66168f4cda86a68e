package dev.switchboard.mission.application;

/** Provisioning cannot go on before people have answered a question. */
final class NeedsApproval extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Question question;

    NeedsApproval(Question question) {
        super(question.text());
        this.question = question;
    }

    Question question() {
        return question;
    }
}
