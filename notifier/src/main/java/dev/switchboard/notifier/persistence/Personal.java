package dev.switchboard.notifier.persistence;

import dev.switchboard.notifier.domain.ReturnAddress;

/** What is kept as JSON of a reply or a form for one person. */
record Personal(String place, String user, String query, String message, String text, String trigger) {

    static Personal reply(ReturnAddress to, String text) {
        return new Personal(to.place(), to.user(), to.query(), to.message(), text, "");
    }

    static Personal form(ReturnAddress to, String trigger) {
        return new Personal(to.place(), to.user(), to.query(), to.message(), "", trigger);
    }

    ReturnAddress address() {
        return new ReturnAddress(place, user, query, message);
    }
}
