package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A person of the script, as the channels know them. The ids follow from the name alone, so that whoever configures the
 * approvers can say them beforehand: of the name's SHA-256 in hexadecimal, Slack's id is {@code U} and the first ten
 * digits in upper case, Telegram's is the number that the first ten digits make.
 */
record Person(String name) {

    private static final int DIGITS = 10;

    String slackId() {
        return "U" + digits().toUpperCase(Locale.ROOT);
    }

    long telegramId() {
        return Long.parseLong(digits(), 16);
    }

    ObjectNode inSlack() {
        return Json.object()
                .put("id", slackId())
                .put("username", name)
                .put("name", name)
                .put("team_id", SlackPeople.TEAM);
    }

    ObjectNode inTelegram() {
        return Json.object()
                .put("id", telegramId())
                .put("is_bot", false)
                .put("first_name", name)
                .put("username", name);
    }

    private String digits() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
