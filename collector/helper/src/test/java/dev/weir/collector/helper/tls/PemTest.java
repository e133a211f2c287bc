package dev.weir.collector.helper.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {

  @ParameterizedTest
  @CsvSource({"rsa-pkcs1,rsa-pkcs8", "ec-sec1,ec-pkcs8"})
  void keyInTraditionalForm_isTheOneInPkcs8(String traditional, String pkcs8) throws Exception {
    assertThat(number(Pem.privateKey(resource(traditional))))
        .isEqualTo(number(Pem.privateKey(resource(pkcs8))));
  }

  @Test
  void ed25519Key_isRead() throws Exception {
    assertThat(Pem.privateKey(resource("ed25519-pkcs8")).getAlgorithm()).isEqualTo("EdDSA");
  }

  @ParameterizedTest
  @CsvSource({"rsa-pkcs1-encrypted", "ec-pkcs8-encrypted"})
  void encryptedKey_isRefusedWithAWayOut(String name) {
    assertThatThrownBy(() -> Pem.privateKey(resource(name)))
        .hasMessageContaining("encrypted private key")
        .hasMessageContaining("openssl pkey -in KEY -out PLAIN");
  }

  @Test
  void textWithoutKey_isRefused() {
    assertThatThrownBy(() -> Pem.privateKey("hello")).hasMessageContaining("holds no private key");
  }

  @Test
  void truncatedEcKey_isRefused() {
    String pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQE=\n-----END EC PRIVATE KEY-----";
    assertThatThrownBy(() -> Pem.privateKey(pem)).hasMessageContaining("EC PRIVATE KEY");
  }

  @Test
  void certificateThatIsNone_isRefused() {
    String pem = "-----BEGIN CERTIFICATE-----\nMHcCAQE=\n-----END CERTIFICATE-----";
    assertThatThrownBy(() -> Pem.certificates(pem))
        .hasMessage("holds a certificate that cannot be read");
  }

  private static BigInteger number(PrivateKey key) {
    return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PemTest.class.getResourceAsStream("/tls/" + name + ".pem"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
