package dev.weir.collector.helper.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and private keys from PEM text. Text around the blocks is ignored. Messages
/// of the exceptions are made to follow the name of a file or setting.
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private Pem() {}

  /// All certificates, in their order.
  static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(pem)) {
      if (block.label.equals("CERTIFICATE")) {
        certificates.add(certificate(factory, block));
      }
    }
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException(
          "holds no certificate (expected: PEM with -----BEGIN CERTIFICATE-----)");
    }
    return certificates;
  }

  private static X509Certificate certificate(CertificateFactory factory, Block block)
      throws GeneralSecurityException {
    try {
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der));
    } catch (CertificateException e) {
      throw new GeneralSecurityException("holds a certificate that cannot be read", e);
    }
  }

  /// The first private key.
  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    for (Block block : blocks(pem)) {
      switch (block.label) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(block.der);
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(Der.pkcs8OfRsa(block.der));
        }
        case "EC PRIVATE KEY" -> {
          return fromPkcs8(Der.pkcs8OfEc(block.der));
        }
        case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
        default -> {}
      }
    }
    refuseEncrypted(pem);
    throw new GeneralSecurityException(
        "holds no private key (expected: PEM with -----BEGIN PRIVATE KEY-----,"
            + " RSA PRIVATE KEY or EC PRIVATE KEY)");
  }

  private static PrivateKey fromPkcs8(byte[] der) throws GeneralSecurityException {
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException notThisOne) {
        // the next one may know it
      }
    }
    throw new GeneralSecurityException(
        "holds a private key that cannot be read (expected: RSA, ECDSA or Ed25519)");
  }

  /// Keys of the traditional forms are encrypted under a header inside the block, which is then
  /// none to [#BLOCK].
  private static void refuseEncrypted(String pem) throws GeneralSecurityException {
    if (pem.contains("ENCRYPTED")) {
      throw encrypted();
    }
  }

  private static GeneralSecurityException encrypted() {
    return new GeneralSecurityException(
        "holds an encrypted private key (expected: one without a password;"
            + " openssl pkey -in KEY -out PLAIN makes one)");
  }

  private static List<Block> blocks(String pem) throws GeneralSecurityException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), decode(matcher.group(1), matcher.group(2))));
    }
    return blocks;
  }

  private static byte[] decode(String label, String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64.getBytes(ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("holds a " + label + " that is not base64", e);
    }
  }

  private static final class Block {
    final String label;
    final byte[] der;

    Block(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }
  }
}
