package dev.switchboard.access;

import jakarta.enterprise.context.RequestScoped;

/** Whose request this is. */
@RequestScoped
public class Caller {

    private ApiKey key;

    void is(ApiKey recognised) {
        this.key = recognised;
    }

    /** The one account that this request may see. */
    public String account() {
        return key.account();
    }

    /** Name of the key, for whoever must know afterwards who it was. */
    public String name() {
        return key.name();
    }

    public Role role() {
        return key.role();
    }
}
