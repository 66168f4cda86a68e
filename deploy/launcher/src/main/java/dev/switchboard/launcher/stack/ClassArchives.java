package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Classes of the parts as the virtual machine keeps them in memory (class data sharing). With them a part needs about a
 * third less work to start. They are made once after a build, by a stack that is stopped in peace; without them, or
 * with ones of another Java or another build, everything runs the same and only starts slower.
 */
final class ClassArchives {

    /** Writing an archive takes a part a few seconds at its end. */
    static final Duration WRITING = Duration.ofSeconds(60);

    private static final String DRAFT = ".new";

    /** JDK 17 crashes over the lambdas of its signed library for signatures when it writes the archive. */
    private static final Set<Part> CANNOT_BE_ARCHIVED = EnumSet.of(Part.SIMULATOR);

    private final Installation installation;
    private final boolean making;

    ClassArchives(Installation installation, boolean making) {
        this.installation = installation;
        this.making = making;
    }

    boolean areMade() {
        return making;
    }

    List<String> flags(Part part) {
        if (making) {
            return CANNOT_BE_ARCHIVED.contains(part)
                    ? List.of()
                    : List.of("-XX:ArchiveClassesAtExit=" + draft(part), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        }
        Path archive = archive(part);
        boolean fits = Files.exists(archive)
                && archive.toFile().lastModified()
                        >= installation.jar(part).toFile().lastModified();
        return fits ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off") : List.of();
    }

    /** Throws away what an interrupted start left. */
    void begin() {
        if (making) {
            forEachDraft(Files::deleteIfExists);
        }
    }

    /** Puts the archives that have been written in their places. */
    void finish() {
        if (making) {
            forEachDraft(draft -> Files.move(
                    draft,
                    draft.resolveSibling(draft.getFileName().toString().replace(DRAFT, "")),
                    StandardCopyOption.REPLACE_EXISTING));
        }
    }

    private interface FileWork {
        void on(Path file) throws IOException;
    }

    private void forEachDraft(FileWork work) {
        try {
            Files.createDirectories(installation.archives());
            List<Path> drafts = new ArrayList<>();
            try (var files = Files.newDirectoryStream(installation.archives(), "*" + DRAFT)) {
                files.forEach(drafts::add);
            }
            for (Path draft : drafts) {
                work.on(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("class archives in " + installation.archives(), e);
        }
    }

    private Path archive(Part part) {
        return installation.archives().resolve(part.label() + ".jsa");
    }

    private Path draft(Part part) {
        return installation.archives().resolve(part.label() + ".jsa" + DRAFT);
    }
}
