package dev.switchboard.mission.missionfile;

import java.io.IOException;

/** Where the text of a {@code {csv: FILE}} comes from. */
@FunctionalInterface
public interface CsvFiles {

    /** No file can be named: missions that come over the network. The text itself may stand in its place. */
    CsvFiles NONE = name -> {
        throw new IOException("files of the sender cannot be read here; put the CSV text itself under 'csv'");
    };

    /** @throws IOException with a message for the person who wrote the mission file */
    String text(String name) throws IOException;
}
