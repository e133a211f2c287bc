package dev.weir.collector.helper.tls;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Problems;

/// The `tls` section of a server. A server without that section speaks plain text.
///
/// @param settings what clients and servers share; certificate and key are required
/// @param clientCaFile PEM file of the authorities that clients' certificates must be signed by;
///   when given, a client without such a certificate is refused
/// @param clientCaFileReload whether `client_ca_file` is read again when it changes
public record ServerTls(
    @Inline TlsSettings settings, String clientCaFile, boolean clientCaFileReload)
    implements ComponentConfig {

  public static ServerTls defaults() {
    return new ServerTls(TlsSettings.defaults(), "", false);
  }

  @Override
  public void validate(Problems problems) {
    if (!settings.hasCertificate() && !settings.hasKey()) {
      problems.add(
          "",
          "TLS configuration must include both certificate and key for server connections"
              + " (cert_file or cert_pem, and key_file or key_pem)");
    }
    if (clientCaFileReload) {
      problems.warn(
          "client_ca_file_reload",
          "client_ca_file is read once at start; restart the collector to use a changed one");
    }
  }
}
