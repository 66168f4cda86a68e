package dev.switchboard.launcher.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody who may decide in a local stack. Their ids in the simulated channels follow from the name, as the simulator's
 * README says: of the name's SHA-256 in hexadecimal, {@code U} and the first ten digits in upper case in Slack, the number
 * that they make in Telegram.
 */
record Approver(String name) {

    /** Whoever sits at the terminal, and decides by the API. */
    static final Approver YOU = new Approver("you");

    private static final int DIGITS = 10;

    /** The people of the script, and you. What is wrong with a script is for the simulator to say. */
    static List<Approver> of(Path script) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (JsonNode approval : new YAMLMapper().readTree(script.toFile()).path("approvals")) {
                if (approval.path("by").isTextual()) {
                    names.add(approval.path("by").asText());
                }
            }
        } catch (IOException e) {
            names.clear();
        }
        names.add(YOU.name());
        return names.stream().map(Approver::new).toList();
    }

    String slackId() {
        return "U" + digits().toUpperCase(Locale.ROOT);
    }

    String telegramId() {
        return String.valueOf(Long.parseLong(digits(), 16));
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
