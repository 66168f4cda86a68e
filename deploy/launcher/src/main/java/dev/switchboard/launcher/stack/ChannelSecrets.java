package dev.switchboard.launcher.stack;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What the simulated channels sign callbacks with, made anew for each run.
 *
 * @param slack a signing secret
 * @param telegram a secret token
 */
record ChannelSecrets(String slack, String telegram) {

    private static final int BYTES = 16;

    static ChannelSecrets random() {
        return new ChannelSecrets(secret(), secret());
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "ChannelSecrets";
    }
}
