package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.TelemetryOtlp;
import dev.weir.collector.helper.tls.ClientTls;
import dev.weir.collector.helper.tls.TlsContext;
import dev.weir.collector.helper.tls.TlsSettings;
import dev.weir.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/// Where telemetry is pushed over HTTP, and how a request looks there.
///
/// @param headers of every request
/// @param isCompressed whether requests are compressed by gzip
record PushTarget(URI uri, Map<String, String> headers, boolean isCompressed, ClientTls tls) {
  /// Reads the settings.
  ///
  /// @throws StartException when they cannot work, with what would
  static PushTarget of(TelemetryOtlp otlp, Signal signal, String setting) {
    String compression = Objects.requireNonNullElse(otlp.compression(), "none");
    if (!compression.equals("gzip") && !compression.equals("none")) {
      throw wrong(setting + "::compression", compression, "gzip or none");
    }
    Map<String, String> headers = headers(otlp);
    if (compression.equals("gzip")) {
      headers.put("content-encoding", "gzip");
    }
    return new PushTarget(
        uri(otlp, "/v1/" + signal.key(), setting), headers, compression.equals("gzip"), tls(otlp));
  }

  byte[] encode(byte[] request) {
    if (!isCompressed) {
      return request;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  HttpClient client(Duration timeout) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout);
    if (uri.getScheme().equals("https")) {
      TlsContext context = TlsContext.of(tls);
      builder.sslContext(context.jdk()).sslParameters(context.parameters());
    }
    return builder.build();
  }

  private static URI uri(TelemetryOtlp otlp, String path, String setting) {
    String endpoint = otlp.endpoint();
    if (!endpoint.contains("://")) {
      endpoint = (Boolean.TRUE.equals(otlp.insecure()) ? "http://" : "https://") + endpoint;
    }
    try {
      URI uri = URI.create(endpoint);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (uri.getHost() != null && isHttp) {
        boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
        return hasPath ? uri : uri.resolve(path);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw wrong(setting + "::endpoint", otlp.endpoint(), "such as http://localhost:4318");
  }

  static Map<String, String> headers(TelemetryOtlp otlp) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (otlp.headersList() != null) {
      for (String header : otlp.headersList().reveal().split(",", -1)) {
        int equals = header.indexOf('=');
        if (equals > 0) {
          headers.put(header.substring(0, equals).strip(), header.substring(equals + 1).strip());
        }
      }
    }
    for (TelemetryOtlp.Header header : otlp.headers()) {
      Secret value = header.value();
      headers.put(header.name(), value == null ? "" : value.reveal());
    }
    return headers;
  }

  static ClientTls tls(TelemetryOtlp otlp) {
    Secret none = new Secret("");
    TlsSettings defaults = TlsSettings.defaults();
    TlsSettings settings =
        new TlsSettings(
            Objects.requireNonNullElse(otlp.certificate(), ""),
            none,
            Objects.requireNonNullElse(otlp.clientCertificate(), ""),
            none,
            Objects.requireNonNullElse(otlp.clientKey(), ""),
            none,
            defaults.minVersion(),
            defaults.maxVersion(),
            defaults.cipherSuites(),
            defaults.includeInsecureCipherSuites(),
            defaults.curvePreferences(),
            defaults.reloadInterval(),
            defaults.includeSystemCaCertsPool(),
            null);
    return new ClientTls(settings, false, false, "");
  }

  private static StartException wrong(String key, String value, String expected) {
    return new StartException(key + ": \"" + value + "\" (expected: " + expected + ")");
  }
}
