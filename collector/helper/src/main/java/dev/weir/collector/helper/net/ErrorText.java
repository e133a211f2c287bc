package dev.weir.collector.helper.net;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The messages of the network library, as users can read them.
public final class ErrorText {
  /// The bytes that came, which the library shows in hexadecimal.
  private static final Pattern DUMP =
      Pattern.compile("(?i)(: |\\. Hex dump for [a-z0-9 ]+: )[0-9a-f]{10,}");

  /// The system call that failed.
  private static final Pattern CALL =
      Pattern.compile("[a-zA-Z]+\\(\\.\\.\\) failed with error\\(-?[0-9]+\\): ");

  private ErrorText() {}

  /// The first line of a message, without control characters, dumps of what came, and names of
  /// system calls.
  public static String readable(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("");
    String withoutDump = DUMP.matcher(line).replaceAll("");
    return CALL.matcher(withoutDump).replaceAll("").replaceAll("\\p{Cntrl}+", "?");
  }
}
