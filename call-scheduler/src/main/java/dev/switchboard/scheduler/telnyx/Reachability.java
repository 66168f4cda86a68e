package dev.switchboard.scheduler.telnyx;

import dev.switchboard.http.HttpAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How Telnyx last answered each account. */
@ApplicationScoped
class Reachability {

    private final Map<String, String> byAccount = new ConcurrentHashMap<>();

    void note(String account, HttpAnswer answer) {
        byAccount.put(
                account,
                switch (answer.result()) {
                    case DONE, REFUSED, MISSING -> "reachable";
                    case THROTTLED -> "throttling";
                    case UNAUTHORISED -> "key not accepted";
                    case NOT_SENT, UNCLEAR -> "unreachable";
                });
    }

    Map<String, String> byAccount() {
        return new TreeMap<>(byAccount);
    }
}
