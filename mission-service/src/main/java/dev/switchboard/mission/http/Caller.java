package dev.switchboard.mission.http;

import dev.switchboard.mission.application.ApiKey;
import jakarta.enterprise.context.RequestScoped;

/** Whose request this is. */
@RequestScoped
class Caller {

    private ApiKey key;

    void is(ApiKey recognised) {
        this.key = recognised;
    }

    String account() {
        return key.account();
    }
}
