package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compresses answers for clients that take gzip.
final class Gzip {
  /// Shorter ones would hardly become shorter.
  static final int WORTH_BYTES = 1024;

  private Gzip() {}

  /// Whether the client takes it.
  static boolean isAccepted(HttpRequest request) {
    String accepted = request.header("accept-encoding");
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.split(",", -1)) {
      String[] parts = coding.split(";", 2);
      boolean isRefused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
      if (parts[0].strip().equalsIgnoreCase("gzip") && !isRefused) {
        return true;
      }
    }
    return false;
  }

  /// The answer for this client: compressed if it takes that and the body is worth it. What is made
  /// for one client is compressed quickly rather than well.
  static HttpResponse apply(HttpRequest request, HttpResponse answer) {
    if (answer.body().length < WORTH_BYTES || !isAccepted(request)) {
      return answer;
    }
    HttpResponse compressed =
        HttpResponse.of(
            answer.status(), answer.contentType(), compress(answer.body(), Deflater.BEST_SPEED));
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      compressed = compressed.header(header.getKey(), header.getValue());
    }
    return compressed.header("content-encoding", "gzip").header("vary", "accept-encoding");
  }

  static byte[] compress(byte[] plain, int level) {
    var out = new ByteArrayOutputStream(Math.max(64, plain.length / 4));
    try (var gzip = new Leveled(out, level)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static final class Leveled extends GZIPOutputStream {
    Leveled(OutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level);
    }
  }
}
