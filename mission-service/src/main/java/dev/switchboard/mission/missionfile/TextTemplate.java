package dev.switchboard.mission.missionfile;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with <code>{{variables}}</code>, written as in Telnyx's own templates; Telnyx does not fill in texts itself. */
public final class TextTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private final String text;

    public TextTemplate(String text) {
        this.text = text;
    }

    /** The variables it needs. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The text as it is sent; a variable without a value becomes nothing. */
    public String filledWith(Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }
}
