package dev.switchboard.scheduler.http;

import dev.switchboard.access.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an entry of the suppression list must look like. */
final class SuppressionRules {

    static final int LONGEST_REASON = 500;

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    private SuppressionRules() {}

    static Optional<Problem.Error> wrongPhone(String path, String phone) {
        return E164.matcher(phone).matches()
                ? Optional.empty()
                : Optional.of(new Problem.Error(path, phone, "a number in E.164 form, such as +13125550100"));
    }

    static Optional<Problem.Error> wrongReason(String path, String reason) {
        return reason.length() <= LONGEST_REASON
                ? Optional.empty()
                : Optional.of(new Problem.Error(
                        path, reason.substring(0, 40) + "…", "a reason of at most " + LONGEST_REASON + " characters"));
    }
}
