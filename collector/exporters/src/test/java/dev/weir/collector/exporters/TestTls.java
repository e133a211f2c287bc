package dev.weir.collector.exporters;

import dev.weir.collector.api.Secret;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.ServerTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.collector.helper.tls.TlsSettings;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/// Certificates, and settings that name them.
final class TestTls {
  static final X509Bundle CA = ca("weir test ca");
  static final ClientTls PLAIN = ClientTls.defaults().withInsecure(true);

  private TestTls() {}

  static X509Bundle ca(String name) {
    return build(
        new CertificateBuilder()
            .subject("CN=" + name)
            .setIsCertificateAuthority(true)
            .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign),
        null);
  }

  /// A certificate for a host name.
  static X509Bundle issued(String name, X509Bundle issuer) {
    return build(new CertificateBuilder().subject("CN=" + name).addSanDnsName(name), issuer);
  }

  /// What a server speaks.
  ///
  /// @param clientCaFile who signs the certificates that clients must have; empty for none
  static TlsContext server(X509Bundle own, String clientCaFile) {
    return TlsContext.of(new ServerTls(settings(null, own), clientCaFile, false));
  }

  /// Server sockets that want what the settings want.
  static ServerSocketFactory sockets(TlsContext server) {
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(int port) throws IOException {
        return wanting(server.jdk().getServerSocketFactory().createServerSocket(port));
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return wanting(server.jdk().getServerSocketFactory().createServerSocket(port, backlog));
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
          throws IOException {
        return wanting(
            server.jdk().getServerSocketFactory().createServerSocket(port, backlog, address));
      }

      private ServerSocket wanting(ServerSocket socket) {
        ((SSLServerSocket) socket).setSSLParameters(server.parameters());
        return socket;
      }
    };
  }

  static ClientTls client(X509Bundle ca, @Nullable X509Bundle own) {
    return new ClientTls(settings(ca, own), false, false, "");
  }

  static TlsSettings settings(@Nullable X509Bundle ca, @Nullable X509Bundle own) {
    return new TlsSettings(
        "",
        new Secret(ca == null ? "" : ca.getCertificatePEM()),
        "",
        new Secret(own == null ? "" : own.getCertificatePathPEM()),
        "",
        new Secret(own == null ? "" : own.getPrivateKeyPEM()),
        "",
        "",
        List.of(),
        false,
        List.of(),
        Duration.ZERO,
        false,
        null);
  }

  private static X509Bundle build(CertificateBuilder builder, @Nullable X509Bundle issuer) {
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
