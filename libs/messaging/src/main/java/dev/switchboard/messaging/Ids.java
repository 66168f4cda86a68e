package dev.switchboard.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** New ids, from one place, so that nothing else draws chance. */
@ApplicationScoped
public class Ids {

    public UUID next() {
        return UUID.randomUUID();
    }
}
