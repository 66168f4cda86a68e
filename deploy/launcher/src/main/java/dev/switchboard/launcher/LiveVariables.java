package dev.switchboard.launcher;

import dev.switchboard.launcher.stack.LiveAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The environment that a live run needs. */
final class LiveVariables {

    private static final String API_KEY = "TELNYX_API_KEY";
    private static final String PUBLIC_KEY = "TELNYX_PUBLIC_KEY";
    private static final String PUBLIC_URL = "SWITCHBOARD_PUBLIC_URL";

    private LiveVariables() {}

    /** One line for each variable that is missing or wrong. */
    static List<String> problems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        missing(environment, API_KEY, "the account's API key, from the Telnyx portal", problems);
        missing(environment, PUBLIC_KEY, "the key that verifies webhooks, from the Telnyx portal", problems);
        missing(environment, PUBLIC_URL, "the https address that leads to the gateway's port", problems);
        String url = environment.getOrDefault(PUBLIC_URL, "");
        if (!url.isBlank() && !url.startsWith("https://")) {
            problems.add(PUBLIC_URL + ": " + url + " — expected an https address");
        }
        return problems;
    }

    static LiveAccount account(Map<String, String> environment) {
        return new LiveAccount(
                environment.get(API_KEY),
                environment.get(PUBLIC_KEY),
                environment.get(PUBLIC_URL).replaceAll("/+$", ""));
    }

    private static void missing(
            Map<String, String> environment, String name, String expectation, List<String> problems) {
        if (environment.getOrDefault(name, "").isBlank()) {
            problems.add(name + ": not set — expected " + expectation);
        }
    }
}
