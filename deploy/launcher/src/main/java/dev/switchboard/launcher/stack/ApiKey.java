package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The bearer key of a local stack. The services are told its hash alone; the key itself stands in a file of mode 600. */
public record ApiKey(String token) {

    private static final int BYTES = 24;

    /** The key of that file, made if there is none. */
    static ApiKey in(Path file) {
        try {
            if (Files.exists(file)) {
                return new ApiKey(Files.readString(file).strip());
            }
            ApiKey key = random();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key.token() + "\n");
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("API key " + file, e);
        }
    }

    private static ApiKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiKey("swb_" + HexFormat.of().formatHex(bytes));
    }

    /** SHA-256 in lower-case hexadecimal, as {@code switchboard.keys.<name>.hash} wants it. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[…]";
    }
}
