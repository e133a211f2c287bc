package dev.weir.collector.helper.tls;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;

/// The `tls` section of a client. Without any of it a client speaks TLS and trusts the authorities
/// of the system.
///
/// @param settings what clients and servers share
/// @param insecure speak plain text; has no effect where `ca_file` or `ca_pem` is given
/// @param insecureSkipVerify speak TLS, but take any certificate
/// @param serverNameOverride the name that the server's certificate must have; empty for the name
///   in the endpoint
public record ClientTls(
    @Inline TlsSettings settings,
    boolean insecure,
    boolean insecureSkipVerify,
    String serverNameOverride)
    implements ComponentConfig {

  public static ClientTls defaults() {
    return new ClientTls(TlsSettings.defaults(), false, false, "");
  }

  /// Whether the settings ask for plain text.
  public boolean isPlainText() {
    return insecure && !settings.hasCa();
  }

  /// The same settings for an endpoint whose scheme decides, as `http://` and `https://` do.
  public ClientTls withInsecure(boolean plainText) {
    return new ClientTls(settings, plainText, insecureSkipVerify, serverNameOverride);
  }
}
