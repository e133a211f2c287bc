package dev.weir.collector.helper.tls;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TLS settings that clients and servers share. Texts are empty where the user wrote none.
///
/// @param caFile PEM file of the authorities that the other side's certificate must be signed by
/// @param caPem the same, inline
/// @param certFile PEM file of our own certificate, followed by those that signed it
/// @param certPem the same, inline
/// @param keyFile PEM file of the certificate's private key (PKCS#8, PKCS#1 or SEC1, not encrypted)
/// @param keyPem the same, inline
/// @param minVersion lowest version, `1.0` to `1.3`; empty for 1.2
/// @param maxVersion highest version; empty for the highest that the JDK knows
/// @param cipherSuites the suites allowed below TLS 1.3, by their IANA names; empty for the JDK's
///   choice
/// @param includeInsecureCipherSuites whether `cipher_suites` may name suites that are broken
/// @param curvePreferences groups for the key exchange, the most preferred first
/// @param reloadInterval how often certificate and key are read again; zero for never
/// @param includeSystemCaCertsPool whether the system's authorities are trusted beside `ca_file`
/// @param tpm a key inside a TPM, which is not supported
public record TlsSettings(
    String caFile,
    Secret caPem,
    String certFile,
    Secret certPem,
    String keyFile,
    Secret keyPem,
    String minVersion,
    String maxVersion,
    List<String> cipherSuites,
    boolean includeInsecureCipherSuites,
    List<String> curvePreferences,
    Duration reloadInterval,
    boolean includeSystemCaCertsPool,
    @Nullable Tpm tpm)
    implements ComponentConfig {

  public TlsSettings {
    cipherSuites = List.copyOf(cipherSuites);
    curvePreferences = List.copyOf(curvePreferences);
  }

  public static TlsSettings defaults() {
    Secret none = new Secret("");
    return new TlsSettings(
        "",
        none,
        "",
        none,
        "",
        none,
        "",
        "",
        List.of(),
        false,
        List.of(),
        Duration.ZERO,
        false,
        null);
  }

  /// Where a key lives in a TPM.
  public record Tpm(boolean enabled, String path, Secret ownerAuth, Secret auth)
      implements ComponentConfig {
    public static Tpm defaults() {
      return new Tpm(false, "", new Secret(""), new Secret(""));
    }

    @Override
    public void validate(Problems problems) {
      if (enabled) {
        problems.add("enabled", true, "false; keys in a TPM are not supported, use key_file");
      }
    }
  }

  public boolean hasCa() {
    return given(caFile) || given(caPem);
  }

  public boolean hasCertificate() {
    return given(certFile) || given(certPem);
  }

  public boolean hasKey() {
    return given(keyFile) || given(keyPem);
  }

  @Override
  public void validate(Problems problems) {
    notBoth(problems, "ca_file", "a CA file", given(caFile) && given(caPem));
    notBoth(problems, "cert_file", "certificate file", given(certFile) && given(certPem));
    notBoth(problems, "key_file", "key file", given(keyFile) && given(keyPem));
    if (hasCertificate() != hasKey()) {
      problems.add(
          "",
          "TLS configuration must include both certificate and key"
              + " (cert_file or cert_pem, and key_file or key_pem)");
    }
    validateProtocol(problems);
    if (!reloadInterval.isZero()) {
      problems.warn(
          "reload_interval",
          "certificates are read once at start; restart the collector to use renewed ones");
    }
  }

  private static void notBoth(Problems problems, String setting, String what, boolean both) {
    if (both) {
      problems.add(setting, "provide either " + what + " or the PEM-encoded string, but not both");
    }
  }

  private void validateProtocol(Problems problems) {
    TlsProtocol.validateVersions(problems, minVersion, maxVersion);
    TlsProtocol.validateCipherSuites(problems, cipherSuites, includeInsecureCipherSuites);
    TlsProtocol.validateCurves(problems, curvePreferences);
  }

  private static boolean given(String text) {
    return !text.isEmpty();
  }

  private static boolean given(Secret secret) {
    return !secret.reveal().isEmpty();
  }
}
