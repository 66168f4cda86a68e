package dev.switchboard.mission.telnyx;

import dev.switchboard.http.HttpResult;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the last request to Telnyx got any answer at all. */
@ApplicationScoped
public class Reachability {

    private volatile boolean reachable = true;

    void heard(HttpResult result) {
        reachable = result != HttpResult.NOT_SENT && result != HttpResult.UNCLEAR;
    }

    public boolean reachable() {
        return reachable;
    }
}
