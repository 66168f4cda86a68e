package dev.switchboard.mission.telnyx;

import dev.switchboard.http.HttpAnswer;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the last request to Telnyx got any answer at all. */
@ApplicationScoped
public class Reachability {

    private volatile boolean reachable = true;

    void heard(HttpAnswer answer) {
        reachable = answer.status() != 0;
    }

    public boolean reachable() {
        return reachable;
    }
}
