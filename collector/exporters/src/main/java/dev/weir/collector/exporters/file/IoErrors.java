package dev.weir.collector.exporters.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Sentences about files that cannot be written.
final class IoErrors {
  private IoErrors() {}

  /// Such as `cannot write x.json (No space left on device)`.
  static String cannotWrite(IOException error) {
    String what =
        error instanceof FileSystemException file
            ? file.getFile() + " (" + reason(file) + ")"
            : error.getMessage();
    return "cannot write " + what;
  }

  private static String reason(FileSystemException error) {
    return switch (error) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      default -> String.valueOf(error.getReason());
    };
  }
}
