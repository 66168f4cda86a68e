package dev.switchboard.chaos;

import java.util.List;

/**
 * What one check came to.
 *
 * @param violations in words, one each
 */
public record Finding(String check, List<String> violations) {}
