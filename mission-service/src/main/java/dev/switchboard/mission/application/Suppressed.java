package dev.switchboard.mission.application;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Which numbers may not be called. Calls are held against the list when they are placed; this is for previews. */
public interface Suppressed {

    /** Those of {@code phones} that are on the list of the caller's account; empty if the list cannot be read. */
    Uni<Optional<Set<String>>> among(String authorization, Collection<String> phones);
}
