package dev.switchboard.scheduler.domain;

/** What a webhook tells about a call that we dialled ourselves (contract, section 5). */
public enum Heard {
    ANSWERED,
    /** A person, or nobody can say: silence and {@code not_sure} may be a person, and a person is never hung up on. */
    PERSON,
    MACHINE,
    /** A machine that no message can be left on. */
    FAX,
    /** A machine's greeting is over, with or without a beep. */
    GREETING_OVER,
    /** Our message has been spoken, or was cut off. */
    SPOKEN;

    /** What a detection's {@code result} means. */
    public static Heard detected(String result) {
        return switch (result) {
            case "machine" -> MACHINE;
            case "fax_detected" -> FAX;
            default -> PERSON;
        };
    }

    /** A greeting that ends, however it ends, is a machine's. */
    public boolean isMachine() {
        return switch (this) {
            case MACHINE, FAX, GREETING_OVER -> true;
            case ANSWERED, PERSON, SPOKEN -> false;
        };
    }
}
