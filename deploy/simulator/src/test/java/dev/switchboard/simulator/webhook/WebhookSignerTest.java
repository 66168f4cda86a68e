package dev.switchboard.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSignerTest {

    private static final byte[] BODY = "{\"data\":{}}".getBytes(StandardCharsets.UTF_8);

    private static boolean verified(String publicKey, String signature, String timestamp)
            throws GeneralSecurityException {
        String spki = "302a300506032b6570032100"
                + HexFormat.of().formatHex(Base64.getDecoder().decode(publicKey));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki))));
        verifier.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
        verifier.update(BODY);
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    @Test
    void signsTimestampAndBody() throws GeneralSecurityException {
        SigningKey key = SigningKey.generate();
        WebhookSigner signer = new WebhookSigner(key.privateKey());
        String signature = signer.sign("1700000000", BODY);
        assertThat(verified(key.publicKeyText(), signature, "1700000000")).isTrue();
        assertThat(verified(key.publicKeyText(), signature, "1700000001")).isFalse();
    }

    @Test
    void signsTheSameWithTheNativeProvider() {
        WebhookSigner signer = new WebhookSigner(SigningKey.generate().privateKey());
        String signature = signer.sign("1700000000", BODY);
        signer.loadNative();
        assertThat(signer.sign("1700000000", BODY)).isEqualTo(signature);
    }

    @Test
    void keepsItsKeyInAFile(@TempDir Path folder) {
        Path file = folder.resolve("signing-key");
        SigningKey created = SigningKey.at(file);
        assertThat(SigningKey.at(file).publicKeyText()).isEqualTo(created.publicKeyText());
    }
}
