package dev.switchboard.mission.missionfile;

/**
 * One thing wrong with a mission file.
 *
 * @param path where, {@code $.targets[2].phone}; rows of a CSV file as {@code $.targets.csv[line 7].phone}
 * @param value what was found, as JSON, shortened to 80 characters; {@code nothing} if the key is missing
 * @param expectation what belongs there, in plain words
 */
public record Violation(String path, String value, String expectation) {

    /** {@code $.targets[2].phone: found "12", expected …}. */
    @Override
    public String toString() {
        return path + ": found " + value + ", expected " + expectation;
    }

    /** For logs: what was found may be somebody's number. */
    public String withoutValue() {
        return path + ": expected " + expectation;
    }
}
