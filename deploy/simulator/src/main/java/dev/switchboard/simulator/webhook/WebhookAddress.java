package dev.switchboard.simulator.webhook;

/** Where webhooks go; the failover may be null. */
public record WebhookAddress(String url, String failoverUrl) {

    public static final WebhookAddress NONE = new WebhookAddress(null, null);

    public boolean isSet() {
        return url != null && !url.isBlank();
    }
}
