package dev.switchboard.scheduler.application;

import java.time.ZoneId;
import java.util.List;

/** Where the owner of a number may be. */
public interface RecipientZones {

    /** Every zone that is possible; empty if the number does not tell. */
    List<ZoneId> of(String phone);
}
