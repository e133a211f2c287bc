package dev.weir.collector.helper.tls;

import dev.weir.collector.api.StartException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// From the files and texts that the settings name to the managers of the JDK.
final class Certificates {
  /// Stores live in memory for a moment, so this kind, which spends no time on encryption, will do.
  private static final String STORE_TYPE = "JKS";

  private static final char[] NO_PASSWORD = {};

  private Certificates() {}

  /// Our own certificate, or none.
  static KeyManager[] keyManagers(TlsSettings settings) {
    if (!settings.hasCertificate()) {
      return new KeyManager[0];
    }
    Source certificateSource =
        Source.of("cert_file", settings.certFile(), "cert_pem", settings.certPem());
    Source keySource = Source.of("key_file", settings.keyFile(), "key_pem", settings.keyPem());
    List<X509Certificate> chain = certificateSource.read(Pem::certificates);
    PrivateKey key = keySource.read(Pem::privateKey);
    try {
      if (!belongTogether(key, chain.getFirst())) {
        throw keySource.failure(
            "holds a private key that does not match the public key in "
                + certificateSource.name());
      }
      KeyStore store = store();
      store.setKeyEntry("key", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw keySource.failure("cannot be used: " + e.getMessage());
    }
  }

  /// Who may sign the server's certificate.
  static TrustManager[] trustManagers(TlsSettings settings) {
    List<X509Certificate> authorities = new ArrayList<>();
    if (settings.hasCa()) {
      Source source = Source.of("ca_file", settings.caFile(), "ca_pem", settings.caPem());
      authorities.addAll(source.read(Pem::certificates));
    }
    if (!settings.hasCa() || settings.includeSystemCaCertsPool()) {
      authorities.addAll(SystemAuthorities.load());
    }
    return trustOf(authorities);
  }

  /// Who may sign the certificates of clients.
  static TrustManager[] clientTrustManagers(ServerTls tls) {
    Source source = new Source("client_ca_file", tls.clientCaFile(), null);
    List<X509Certificate> authorities = new ArrayList<>(source.read(Pem::certificates));
    if (tls.settings().includeSystemCaCertsPool()) {
      authorities.addAll(SystemAuthorities.load());
    }
    return trustOf(authorities);
  }

  private static TrustManager[] trustOf(List<X509Certificate> authorities) {
    try {
      KeyStore store = store();
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca" + i, authorities.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new StartException("failed to load TLS config: authorities: " + e.getMessage(), e);
    }
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(STORE_TYPE);
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String publicAlgorithm = certificate.getPublicKey().getAlgorithm();
    if (!publicAlgorithm.equals(key.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (publicAlgorithm) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default -> null;
        };
    if (algorithm == null) {
      return true;
    }
    byte[] sample = {1, 2, 3};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(sample);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate);
    verifier.update(sample);
    return verifier.verify(signer.sign());
  }
}
