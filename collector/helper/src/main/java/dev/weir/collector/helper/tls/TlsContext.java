package dev.weir.collector.helper.tls;

import dev.weir.collector.api.StartException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// Certificates, keys and rules of one client or server, loaded and ready for connections.
/// Immutable; may be used by any thread.
public final class TlsContext {
  private final SSLContext context;
  private final SSLParameters parameters;
  private final boolean client;

  private TlsContext(SSLContext context, SSLParameters parameters, boolean client) {
    this.context = context;
    this.parameters = parameters;
    this.client = client;
  }

  /// Loads what a client needs. Not for settings that ask for plain text.
  ///
  /// @throws StartException when a file cannot be read or does not hold what it should
  public static TlsContext of(ClientTls tls) {
    KeyManager[] keys = Certificates.keyManagers(tls.settings());
    TrustManager[] trust =
        tls.insecureSkipVerify()
            ? new TrustManager[] {new TrustAnything()}
            : Certificates.trustManagers(tls.settings());
    SSLContext context = context(keys, trust);
    SSLParameters parameters = parameters(tls.settings(), context);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return new TlsContext(context, parameters, true);
  }

  /// Loads what a server needs.
  ///
  /// @throws StartException when a file cannot be read or does not hold what it should
  public static TlsContext of(ServerTls tls) {
    KeyManager[] keys = Certificates.keyManagers(tls.settings());
    boolean clientsNeedCertificate = !tls.clientCaFile().isEmpty();
    SSLContext context =
        context(
            keys,
            clientsNeedCertificate ? Certificates.clientTrustManagers(tls) : new TrustManager[0]);
    SSLParameters parameters = parameters(tls.settings(), context);
    parameters.setNeedClientAuth(clientsNeedCertificate);
    return new TlsContext(context, parameters, false);
  }

  /// The context for [javax.net.ssl.SSLEngine], sockets and [java.net.http.HttpClient]. Connections
  /// also need [#parameters()].
  public SSLContext jdk() {
    return context;
  }

  /// Versions, suites, groups and client authentication; for a client also the check of the
  /// server's name. A copy that the caller may change.
  public SSLParameters parameters() {
    SSLParameters copy = context.getDefaultSSLParameters();
    copy.setProtocols(parameters.getProtocols());
    copy.setCipherSuites(parameters.getCipherSuites());
    copy.setNamedGroups(parameters.getNamedGroups());
    copy.setNeedClientAuth(parameters.getNeedClientAuth());
    copy.setEndpointIdentificationAlgorithm(parameters.getEndpointIdentificationAlgorithm());
    return copy;
  }

  /// The context for Netty and gRPC.
  ///
  /// @param applicationProtocols what is offered in ALPN, such as `h2` or `http/1.1`
  public SslContext netty(String... applicationProtocols) {
    SslContext netty =
        new JdkSslContext(
            context,
            client,
            List.of(parameters.getCipherSuites()),
            SupportedCipherSuiteFilter.INSTANCE,
            alpn(applicationProtocols),
            parameters.getNeedClientAuth() ? ClientAuth.REQUIRE : ClientAuth.NONE,
            parameters.getProtocols(),
            false);
    String[] groups = parameters.getNamedGroups();
    return groups == null ? netty : new WithGroups(netty, groups);
  }

  private static ApplicationProtocolConfig alpn(String... protocols) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocols);
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new StartException("failed to load TLS config: " + e.getMessage(), e);
    }
  }

  private static SSLParameters parameters(TlsSettings settings, SSLContext context) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    TlsProtocol.apply(settings, context, parameters);
    return parameters;
  }

  /// Netty's own contexts leave the groups to the JDK.
  private static final class WithGroups extends DelegatingSslContext {
    private final String[] groups;

    WithGroups(SslContext context, String[] groups) {
      super(context);
      this.groups = groups;
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setNamedGroups(groups);
      engine.setSSLParameters(parameters);
    }
  }
}
