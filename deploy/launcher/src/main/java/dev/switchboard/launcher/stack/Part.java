package dev.switchboard.launcher.stack;

import java.util.List;
import java.util.stream.Stream;

/** What a local stack is made of, in the order in which it is started. */
public enum Part {
    DATABASE("database"),
    BROKER("broker"),
    SIMULATOR("simulator"),
    MISSION_SERVICE("mission-service"),
    CALL_SCHEDULER("call-scheduler"),
    WEBHOOK_GATEWAY("webhook-gateway"),
    INSIGHT_COLLECTOR("insight-collector"),
    NOTIFIER("notifier");

    /** Those that carry missions; each may be killed and comes back. */
    public static final List<Part> SERVICES =
            Stream.of(values()).filter(Part::isService).toList();

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** As people say it; a service's folder in the project. */
    public String label() {
        return label;
    }

    public boolean isService() {
        return ordinal() >= MISSION_SERVICE.ordinal();
    }
}
