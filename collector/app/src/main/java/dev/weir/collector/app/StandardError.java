package dev.weir.collector.app;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/// Where messages for the user go.
final class StandardError {
  private StandardError() {}

  /// A writer in the terminal's encoding that passes on each line at once.
  static PrintWriter writer() {
    return new PrintWriter(new OutputStreamWriter(System.err, System.err.charset()), true);
  }
}
