package dev.switchboard.gateway.config;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.gateway.domain.CallsUnderWay;
import dev.switchboard.gateway.domain.Ed25519;
import dev.switchboard.gateway.domain.Ed25519Key;
import dev.switchboard.gateway.domain.SlackSignatures;
import dev.switchboard.gateway.domain.TelegramSecret;
import dev.switchboard.gateway.domain.WebhookSignatures;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Clocks and keys. A key that cannot be read stops the start, naming the account. */
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    MissionClock missionClock(@ConfigProperty(name = "switchboard.clock.file") Optional<String> file) {
        return MissionClock.of(file);
    }

    @Produces
    @Singleton
    @RealTime
    InstantSource realTime() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    CallsUnderWay callsUnderWay(GatewayConfig config) {
        return new CallsUnderWay(config.calls(), config.callsSize().asLongValue(), config.remembered());
    }

    @Produces
    @Singleton
    @Startup
    WebhookSignatures signatures(GatewayConfig config, @RealTime InstantSource realTime) {
        Ed25519 algorithm = SignatureProviders.fastest();
        LOG.infof("webhook signatures are verified by %s", algorithm.name());
        Map<String, List<Ed25519Key>> keys = config.publicKeys().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, account -> keys(account.getKey(), account.getValue(), algorithm)));
        if (keys.isEmpty()) {
            LOG.warn("no account has a public key, so every webhook will be refused:"
                    + " set switchboard.gateway.public-keys.<account>");
        } else {
            LOG.infof("webhooks are taken for the accounts %s", keys.keySet());
        }
        return new WebhookSignatures(keys, realTime);
    }

    @Produces
    @Singleton
    @Startup
    SlackSignatures slackSignatures(GatewayConfig config, @RealTime InstantSource realTime) {
        List<String> secrets = given(config.slack().signingSecret());
        LOG.infof("Slack's callbacks are %s", secrets.isEmpty() ? "not taken: no signing secret" : "taken");
        return new SlackSignatures(secrets.stream().map(HmacSha256::under).toList(), realTime);
    }

    @Produces
    @Singleton
    @Startup
    TelegramSecret telegramSecret(GatewayConfig config) {
        List<String> tokens = given(config.telegram().secretToken());
        LOG.infof("Telegram's updates are %s", tokens.isEmpty() ? "not taken: no secret token" : "taken");
        return new TelegramSecret(tokens);
    }

    private static List<String> given(Optional<List<String>> secrets) {
        return secrets.orElse(List.of()).stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private static List<Ed25519Key> keys(String account, List<String> base64, Ed25519 algorithm) {
        try {
            return base64.stream()
                    .filter(key -> !key.isBlank())
                    .map(key -> Ed25519Key.of(key, algorithm))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("switchboard.gateway.public-keys." + account + ": " + e.getMessage(), e);
        }
    }
}
