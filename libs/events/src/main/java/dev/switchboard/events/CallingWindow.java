package dev.switchboard.events;

import java.util.Set;

/**
 * When a recipient may be called.
 *
 * @param days ISO day names in lower case, three letters: {@code mon}
 * @param from opening time, {@code HH:mm}, included
 * @param to closing time, {@code HH:mm}, excluded; before or equal to {@code from} means across midnight
 * @param timezone an IANA zone, or {@code recipient}
 */
public record CallingWindow(Set<String> days, String from, String to, String timezone) {

    public CallingWindow {
        Required.field(days, "window.days");
        Required.field(from, "window.from");
        Required.field(to, "window.to");
        Required.field(timezone, "window.timezone");
    }
}
