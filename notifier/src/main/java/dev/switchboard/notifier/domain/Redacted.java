package dev.switchboard.notifier.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text without whole phone numbers: who decides about a call needs to recognise the number, not to dial it. */
final class Redacted {

    private static final Pattern PHONE = Pattern.compile("\\+\\d{7,15}");
    private static final int SHOWN = 4;

    private Redacted() {}

    /** Each number as its last four digits: {@code …0308}. */
    static String text(String text) {
        return PHONE.matcher(text)
                .replaceAll(number -> Matcher.quoteReplacement(
                        "…" + number.group().substring(number.group().length() - SHOWN)));
    }
}
