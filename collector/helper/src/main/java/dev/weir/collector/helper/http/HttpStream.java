package dev.weir.collector.helper.http;

import java.io.IOException;

/// Writes the body of an answer piece by piece.
@FunctionalInterface
public interface HttpStream {

  /// Writes all of it; returning ends the body. Interrupted when the server stops, and when the
  /// client goes if [HttpHandler#endsWithClient] says so.
  ///
  /// @throws IOException when the client does not take any more; let it through
  void write(HttpOutput output) throws IOException, InterruptedException;
}
