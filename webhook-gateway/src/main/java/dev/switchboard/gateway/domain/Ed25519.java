package dev.switchboard.gateway.domain;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;

/** Ed25519 by a provider that is known to have it. */
public record Ed25519(Provider provider) {

    private static final String ALGORITHM = "Ed25519";

    public Ed25519 {
        try {
            Signature.getInstance(ALGORITHM, provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(provider.getName() + " has no " + ALGORITHM, e);
        }
    }

    public String name() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    Signature newSignature() {
        try {
            return Signature.getInstance(ALGORITHM, provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(provider.getName() + " no longer has " + ALGORITHM, e);
        }
    }
}
