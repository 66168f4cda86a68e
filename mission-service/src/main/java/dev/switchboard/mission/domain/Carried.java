package dev.switchboard.mission.domain;

import java.util.List;
import java.util.Map;

/**
 * What the results so far add to the variables of the next call; these win over the file's and the target's own.
 *
 * @param notes what could not be evaluated, one line each; such a variable is empty
 */
public record Carried(Map<String, String> variables, List<String> notes) {

    public static final Carried NOTHING = new Carried(Map.of(), List.of());
}
