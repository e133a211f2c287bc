package dev.weir.collector.helper.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.collector.api.Secret;
import dev.weir.collector.api.StartException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// Where a setting's PEM text comes from, with a name for error messages.
///
/// @param setting the key in the configuration
/// @param file the file, where it is one
/// @param text the text itself, where it stands inline
record Source(String setting, String file, @Nullable Secret text) {

  /// Makes something of PEM text.
  interface Reading<T> {
    T read(String pem) throws GeneralSecurityException;
  }

  static Source of(String fileSetting, String file, String textSetting, Secret text) {
    return file.isEmpty() ? new Source(textSetting, "", text) : new Source(fileSetting, file, null);
  }

  /// The setting, and the file where there is one: `ca_file "ca.pem"`.
  String name() {
    return text == null ? setting + " \"" + file + "\"" : setting;
  }

  <T> T read(Reading<T> reading) {
    try {
      return reading.read(pem());
    } catch (GeneralSecurityException e) {
      throw failure(String.valueOf(e.getMessage()));
    }
  }

  StartException failure(String what) {
    return new StartException("failed to load TLS config: " + name() + " " + what);
  }

  private String pem() {
    if (text != null) {
      return text.reveal();
    }
    try {
      return Files.readString(Path.of(file), ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw failure("does not exist (looked at " + Path.of(file).toAbsolutePath() + ")");
    } catch (AccessDeniedException e) {
      throw failure("may not be read by user " + System.getProperty("user.name"));
    } catch (IOException | InvalidPathException e) {
      throw failure("cannot be read: " + e.getMessage());
    }
  }
}
