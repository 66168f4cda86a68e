package dev.switchboard.events;

import java.util.Optional;

/**
 * Who is called.
 *
 * @param name as the mission file has it
 * @param phone E.164
 * @param timezone IANA zone if the mission file gives one; otherwise it is derived from the number
 */
public record Callee(String name, String phone, Optional<String> timezone) {

    public Callee {
        Required.field(name, "target.name");
        Required.field(phone, "target.phone");
        timezone = Required.orElse(timezone, Optional.empty());
    }
}
