package dev.switchboard.notifier.domain;

/**
 * Text that Slack shows as it stands: the three characters that begin markup, mentions and links are escaped, as Slack's
 * "Formatting text" demands.
 */
public final class SlackMarkup {

    /** What a section of a message takes. */
    public static final int SECTION = 3000;

    private SlackMarkup() {}

    /** Escaped, at most {@code longest} characters; an escaped character is never cut in two. */
    public static String escape(String text, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            String next = escape(character);
            if (escaped.length() + next.length() > longest) {
                return escaped.toString();
            }
            escaped.append(next);
            at += Character.charCount(character);
        }
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
