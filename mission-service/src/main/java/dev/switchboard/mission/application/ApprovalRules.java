package dev.switchboard.mission.application;

import java.time.Duration;
import java.util.List;

/** Who decides in an account's name, and for how long they may. */
public interface ApprovalRules {

    /** Names of those who may decide; empty if nobody may. */
    List<String> approvers(String account);

    /** From the question to its expiry, mission time. */
    Duration expiry(String account);
}
