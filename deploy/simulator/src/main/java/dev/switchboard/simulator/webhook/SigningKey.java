package dev.switchboard.simulator.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The account's Ed25519 key pair; kept in a file (base64 of PKCS#8, a line break, base64 of the public key) if one is named. */
public record SigningKey(PrivateKey privateKey, PublicKey publicKey) {

    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_BYTES = 32;

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** Reads the file, or creates it with a new key. */
    public static SigningKey at(Path file) {
        try {
            return Files.exists(file) ? read(file) : create(file);
        } catch (IOException e) {
            throw new UncheckedIOException("signing key " + file + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "signing key " + file + ": expected base64 of an Ed25519 private key (PKCS#8) and its public key",
                    e);
        }
    }

    private static SigningKey create(Path file) throws IOException {
        SigningKey key = generate();
        Base64.Encoder base64 = Base64.getEncoder();
        String text = base64.encodeToString(key.privateKey().getEncoded())
                + '\n'
                + base64.encodeToString(key.publicKey().getEncoded())
                + '\n';
        Files.writeString(file, text);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return key;
    }

    private static SigningKey read(Path file) throws IOException, GeneralSecurityException {
        String[] lines = Files.readString(file).strip().split("\\s+");
        if (lines.length != 2) {
            throw new IllegalArgumentException("two lines expected");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        return new SigningKey(
                factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines[0]))),
                factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines[1]))));
    }

    /** Base64 of the raw 32 bytes, as Telnyx shows it. */
    public String publicKeyText() {
        byte[] encoded = publicKey.getEncoded();
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length));
    }
}
