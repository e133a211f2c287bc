package dev.weir.collector.helper.tls;

import dev.weir.collector.api.Problems;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// Versions, cipher suites and groups: from the names that users write to those of the JDK.
final class TlsProtocol {
  private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3");
  private static final String DEFAULT_MIN = "1.2";

  private static final Set<String> SECURE_SUITES =
      Set.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Set<String> INSECURE_SUITES =
      Set.of(
          "TLS_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
          "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
          "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

  /// The JDK kept the names of the time before TLS for these.
  private static final Map<String, String> JDK_NAMES =
      Map.of(
          "TLS_RSA_WITH_RC4_128_SHA", "SSL_RSA_WITH_RC4_128_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "SSL_RSA_WITH_3DES_EDE_CBC_SHA");

  private static final Map<String, String> CURVES =
      new TreeMap<>(
          Map.of(
              "P256", "secp256r1",
              "P384", "secp384r1",
              "P521", "secp521r1",
              "X25519", "x25519",
              "X25519MLKEM768", "X25519MLKEM768"));

  /// Of [#CURVES], the one that JDKs do not have yet.
  private static final String POST_QUANTUM = "X25519MLKEM768";

  private TlsProtocol() {}

  static void validateVersions(Problems problems, String min, String max) {
    boolean known = isVersion(problems, "min_version", min);
    known &= isVersion(problems, "max_version", max);
    if (known && !max.isEmpty() && rank(min, DEFAULT_MIN) > rank(max, max)) {
      problems.add(
          "",
          "invalid TLS configuration: min_version cannot be greater than max_version"
              + " (min_version is "
              + (min.isEmpty() ? DEFAULT_MIN + " by default" : min)
              + ", max_version is "
              + max
              + ")");
    }
  }

  private static boolean isVersion(Problems problems, String setting, String version) {
    if (version.isEmpty() || VERSIONS.contains(version)) {
      return true;
    }
    problems.add(setting, version, "\"1.0\", \"1.1\", \"1.2\" or \"1.3\"");
    return false;
  }

  static void validateCipherSuites(Problems problems, List<String> suites, boolean insecureToo) {
    for (String suite : suites) {
      boolean insecure = INSECURE_SUITES.contains(suite);
      if (insecure && !insecureToo) {
        problems.add(
            "cipher_suites", suite, "a secure suite, or include_insecure_cipher_suites: true");
      } else if (!insecure && !SECURE_SUITES.contains(suite)) {
        problems.add("cipher_suites", suite, "one of " + String.join(", ", sorted(SECURE_SUITES)));
      }
    }
  }

  static void validateCurves(Problems problems, List<String> curves) {
    for (String curve : curves) {
      if (!CURVES.containsKey(curve)) {
        problems.add("curve_preferences", curve, "one of " + String.join(", ", CURVES.keySet()));
      } else if (curve.equals(POST_QUANTUM) && curves.size() == 1) {
        problems.warn(
            "curve_preferences", curve + " is not in this JDK, whose own choice is used instead");
      }
    }
  }

  /// Applies the settings to the parameters of a context or connection.
  static void apply(TlsSettings settings, SSLContext context, SSLParameters parameters) {
    SSLParameters supported = context.getSupportedSSLParameters();
    parameters.setProtocols(protocols(settings));
    if (!settings.cipherSuites().isEmpty()) {
      parameters.setCipherSuites(jdkSuites(settings.cipherSuites(), supported.getCipherSuites()));
    }
    String[] groups =
        settings.curvePreferences().stream()
            .filter(curve -> !curve.equals(POST_QUANTUM))
            .map(curve -> Objects.requireNonNull(CURVES.get(curve)))
            .toArray(String[]::new);
    if (groups.length > 0) {
      parameters.setNamedGroups(groups);
    }
  }

  static String[] protocols(TlsSettings settings) {
    int min = rank(settings.minVersion(), DEFAULT_MIN);
    int max = rank(settings.maxVersion(), VERSIONS.getLast());
    return VERSIONS.subList(min, max + 1).stream()
        .map(version -> version.equals("1.0") ? "TLSv1" : "TLSv" + version)
        .toArray(String[]::new);
  }

  /// The suites of TLS 1.3 stay on, since the setting concerns the earlier versions only.
  private static String[] jdkSuites(List<String> named, String[] supported) {
    Set<String> wanted = new LinkedHashSet<>();
    named.forEach(name -> wanted.add(JDK_NAMES.getOrDefault(name, name)));
    Stream.of(supported).filter(TlsProtocol::isOfTls13).forEach(wanted::add);
    wanted.retainAll(Arrays.asList(supported));
    return wanted.toArray(String[]::new);
  }

  private static boolean isOfTls13(String suite) {
    return !suite.contains("_WITH_") && suite.startsWith("TLS_") && !suite.endsWith("_SCSV");
  }

  private static int rank(String version, String ifEmpty) {
    return VERSIONS.indexOf(version.isEmpty() ? ifEmpty : version);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
