package dev.weir.collector.helper.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The authorities that the machine trusts: those of the operating system, where an administrator
/// adds a company's own, otherwise those that came with the JDK. `SSL_CERT_FILE` names another
/// file, and the property `javax.net.ssl.trustStore` a store of the JDK's kind.
final class SystemAuthorities {
  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/tls/cacert.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private SystemAuthorities() {}

  static List<X509Certificate> load() {
    if (System.getProperty("javax.net.ssl.trustStore") == null) {
      String bundle = bundle();
      if (bundle != null) {
        return read(bundle);
      }
    }
    return ofTheJdk();
  }

  private static @Nullable String bundle() {
    String named = System.getenv("SSL_CERT_FILE");
    Stream<String> candidates =
        named == null || named.isEmpty() ? BUNDLES.stream() : Stream.of(named);
    return candidates.filter(file -> Files.isReadable(Path.of(file))).findFirst().orElse(null);
  }

  private static List<X509Certificate> read(String bundle) {
    try {
      return Pem.certificates(Files.readString(Path.of(bundle), ISO_8859_1));
    } catch (IOException | GeneralSecurityException e) {
      return ofTheJdk();
    }
  }

  private static List<X509Certificate> ofTheJdk() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return List.of(x509.getAcceptedIssuers());
        }
      }
      return List.of();
    } catch (GeneralSecurityException e) {
      return List.of();
    }
  }
}
