package dev.switchboard.simulator.http;

import java.util.regex.Pattern;

/** What can be called: an E.164 number or a SIP address. */
final class Targets {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{4,14}");
    private static final Pattern SIP = Pattern.compile("sips?:\\S+");

    private Targets() {}

    static boolean isNumber(String target) {
        return E164.matcher(target).matches();
    }

    static boolean isCallable(String target) {
        return isNumber(target) || SIP.matcher(target).matches();
    }
}
