package dev.switchboard.notifier.domain;

/**
 * Someone who may advance.
 *
 * @param phone E.164
 * @param reason why they are on the shortlist, in words; empty if nothing is said
 */
public record Candidate(String name, String phone, String reason) {

    String digits() {
        return phone.replaceAll("\\D", "");
    }
}
