package dev.switchboard.events;

/** Refuses a body whose required field is missing, by the name it has on the wire. */
final class Required {

    private Required() {}

    static <T> T field(T value, String name) {
        if (value == null) {
            throw new MalformedEventException("field " + name + " is missing");
        }
        return value;
    }

    /** A collection or map may be left out; it is then empty. */
    static <T> T orElse(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
