package dev.switchboard.simulator.script;

import java.time.Duration;
import java.util.List;

/** A person who answers the next approval, so long after it was asked. */
public record ScriptApproval(Duration after, String decision, String by, List<String> shortlist) {}
