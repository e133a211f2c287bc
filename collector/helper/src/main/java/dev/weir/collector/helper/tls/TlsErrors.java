package dev.weir.collector.helper.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says what a failed handshake means in terms of the settings.
public final class TlsErrors {
  /// What clients say when the server closes a connection during the handshake.
  public static final String CLOSED_EARLY = "the connection was closed during the handshake";

  /// The first bytes of a TLS alert, as HTTP clients and HTTP/2 stacks print them.
  private static final String ALERT_HEX = "150301";

  private static final int MAX_CAUSES = 10;

  private TlsErrors() {}

  /// A sentence that says which setting would help a client, or null when the failure has nothing
  /// to do with TLS.
  ///
  /// @param failure what the connection failed with; its causes are looked at too
  /// @param tls the client's settings
  public static @Nullable String explain(Throwable failure, ClientTls tls) {
    Throwable cause = failure;
    String found = null;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      String better = tls.isPlainText() ? ofPlainText(cause) : ofTls(cause, tls);
      found = better != null ? better : found;
      cause = cause.getCause();
    }
    return found;
  }

  private static @Nullable String ofPlainText(Throwable cause) {
    String message = message(cause).replace(" ", "");
    if (message.contains(ALERT_HEX) || message.contains("\u0015\u0003")) {
      return "the server speaks TLS and this client plain text; remove tls::insecure: true";
    }
    return null;
  }

  private static @Nullable String ofTls(Throwable cause, ClientTls tls) {
    if (cause instanceof CertificateExpiredException) {
      return "a certificate of the server has expired; it must be renewed there";
    }
    if (cause instanceof CertificateNotYetValidException) {
      return "a certificate of the server is not valid yet; compare the clocks of both machines";
    }
    if (cause instanceof CertPathBuilderException) {
      return unknownAuthority(tls);
    }
    return ofMessage(message(cause), cause, tls);
  }

  private static @Nullable String ofMessage(String message, Throwable cause, ClientTls tls) {
    if (message.contains("subject alternative") || message.contains("no name matching")) {
      return "the server's certificate is for another name; set tls::server_name_override to a name"
          + " that it is for";
    }
    if (message.contains("trustanchors parameter must be non-empty")) {
      return "there is no authority to trust on this machine; name one with tls::ca_file";
    }
    if (message.contains("not an ssl/tls record") || message.contains("unrecognized ssl message")) {
      return "the server does not speak TLS; set tls::insecure: true if plain text is meant";
    }
    if (message.equals(CLOSED_EARLY)) {
      return "the server may not speak TLS; set tls::insecure: true if plain text is meant";
    }
    if (cause instanceof SSLException) {
      return ofAlert(message, tls);
    }
    return null;
  }

  private static @Nullable String ofAlert(String message, ClientTls tls) {
    if (message.contains("certificate_required")
        || message.contains("bad_certificate")
        || message.contains("unknown_ca")
        || message.contains("certificate_unknown")) {
      return tls.settings().hasCertificate()
          ? "the server does not accept our certificate; tls::cert_file must be signed by an"
              + " authority that the server trusts"
          : "the server wants a certificate from its clients; set tls::cert_file and tls::key_file";
    }
    if (message.contains("protocol_version") || message.contains("protocol is disabled")) {
      return "client and server have no TLS version in common; see tls::min_version and"
          + " tls::max_version";
    }
    if (message.contains("handshake_failure") || message.contains("insufficient_security")) {
      return tls.settings().hasCertificate()
          ? "client and server have no cipher suite or group in common; see tls::cipher_suites and"
              + " tls::curve_preferences"
          : "client and server have no cipher suite in common, or the server wants a certificate;"
              + " see tls::cipher_suites, tls::cert_file and tls::key_file";
    }
    return null;
  }

  private static String unknownAuthority(ClientTls tls) {
    if (!tls.settings().hasCa()) {
      return "the server's certificate is signed by an authority that this machine does not know;"
          + " set tls::ca_file to that authority's certificate";
    }
    return "the server's certificate is not signed by an authority in "
        + (tls.settings().caFile().isEmpty() ? "tls::ca_pem" : tls.settings().caFile())
        + "; set tls::ca_file to the certificate of the authority that signed it"
        + (tls.settings().includeSystemCaCertsPool()
            ? ""
            : ", or tls::include_system_ca_certs_pool: true if the system knows it");
  }

  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
  }
}
