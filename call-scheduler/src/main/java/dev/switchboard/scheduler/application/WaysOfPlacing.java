package dev.switchboard.scheduler.application;

import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.config.AccountSettings;
import dev.switchboard.scheduler.domain.Via;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.EnumMap;
import java.util.Map;

/** Which way is taken: the request's own, else the account's. Texts have one way only. */
@Startup
@ApplicationScoped
public class WaysOfPlacing {

    private final AccountSettings accounts;
    private final Map<Via, WayOfPlacing> ways = new EnumMap<>(Via.class);

    /** @throws IllegalArgumentException if an account's configuration names a way that does not exist, or no limit */
    WaysOfPlacing(AccountSettings accounts, @Any Instance<WayOfPlacing> all) {
        this.accounts = accounts;
        all.forEach(way -> way.vias().forEach(via -> ways.put(via, way)));
        accounts.byName().forEach((name, settings) -> {
            usual(name, settings.placeBy());
            positive(name, "concurrent-calls", settings.concurrentCalls());
            positive(name, "dials-per-second", settings.dialsPerSecond());
            positive(name, "quiet", settings.quiet().toMillis());
        });
    }

    private static void positive(String account, String key, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(
                    "switchboard.accounts." + account + "." + key + " '" + value + "': expected more than 0");
        }
    }

    private static Via usual(String account, String word) {
        return Via.of(word)
                .orElseThrow(() -> new IllegalArgumentException("switchboard.accounts." + account + ".place-by '" + word
                        + "': expected one of " + Via.words()));
    }

    public WayOfPlacing of(Via via) {
        return ways.get(via);
    }

    /** The request with its way, so that a change of the configuration does not reach what was asked for before. */
    CallRequested settled(CallRequested request) {
        boolean settled = request.via().isPresent() || request.channel().equals(RequestedCall.SMS_CHAT);
        return settled
                ? request
                : request.placedBy(accounts.byName().get(request.account()).placeBy());
    }

    /** The way of a request that was stored, so that it names a way that exists. */
    Via chosen(CallRequested request) {
        if (request.channel().equals(RequestedCall.SMS_CHAT)) {
            return Via.TEXT;
        }
        return request.via()
                .flatMap(Via::of)
                .orElseGet(() -> usual(
                        request.account(),
                        accounts.byName().get(request.account()).placeBy()));
    }
}
