package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as a person sees it in a channel.
 *
 * @param via {@code slack} or {@code telegram}
 * @param key of the message among all of them
 * @param buttons what can be pressed; none once it is decided
 */
public record Shown(String via, String key, String text, List<Button> buttons) {

    /**
     * A button.
     *
     * @param sends what is sent back when it is pressed, which is where its maker says what it is about
     */
    public record Button(String label, String sends, JsonNode raw) {}

    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    /** A message is a question if it can be approved and rejected. */
    boolean isQuestion() {
        return button("approve").isPresent() && button("reject").isPresent();
    }

    /** The button with that word on it. */
    Optional<Button> button(String word) {
        return buttons.stream()
                .filter(button -> button.label().toLowerCase(Locale.ROOT).contains(word))
                .findFirst();
    }

    /** What is decided on: the id that the buttons carry, the same in every channel; else the message itself. */
    String subject() {
        for (Button button : buttons) {
            Matcher id = ID.matcher(button.sends());
            if (id.find()) {
                return id.group().toLowerCase(Locale.ROOT);
            }
        }
        return key;
    }
}
