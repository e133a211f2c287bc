package dev.weir.collector.engine.config.expand;

import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.engine.config.yaml.Source;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Fetches texts by URI: `file:`, `env:`, `yaml:`, `http:`, `https:`.
public final class Providers {
  private static final String SCHEMES = "file, env, yaml, http, https";
  private static final long MAX_BYTES = 64L << 20;

  private final Environment environment;

  public Providers(Environment environment) {
    this.environment = environment;
  }

  /// What a URI stands for.
  ///
  /// @param source its text
  /// @param unset the name of the environment variable that is not set, if it is one
  /// @param empty whether it is an empty text and not nothing
  record Retrieved(Source source, @Nullable String unset, boolean empty) {}

  /// Fetches a whole configuration. A URI without a scheme is a path.
  public Source fetch(String uri) throws RetrieveException {
    int colon = uri.indexOf(':');
    if (colon <= 1) { // no scheme, or a drive's letter
      return file(uri);
    }
    return retrieve(uri).source();
  }

  Retrieved retrieve(String uri) throws RetrieveException {
    int colon = uri.indexOf(':');
    String scheme = uri.substring(0, colon);
    String rest = uri.substring(colon + 1);
    return switch (scheme) {
      case "env" -> variable(rest);
      case "file" -> new Retrieved(file(rest), null, false);
      case "yaml" -> new Retrieved(new Source("yaml:", rest), null, false);
      case "http", "https" -> new Retrieved(HttpText.fetch(uri), null, false);
      default -> {
        if (rest.startsWith("-") && isName(scheme)) {
          yield variable(uri);
        }
        throw new RetrieveException(
            "scheme \"" + scheme + "\" is not supported for uri \"" + uri + "\"",
            "the schemes are: " + SCHEMES);
      }
    };
  }

  private Retrieved variable(String text) throws RetrieveException {
    int at = text.indexOf(":-");
    String name = at < 0 ? text : text.substring(0, at);
    if (!isName(name)) {
      throw new RetrieveException(
          "environment variable \"" + name + "\" has invalid name",
          "a name is letters, digits and _, and does not start with a digit;"
              + " a $ that is meant as such is written $$");
    }
    String value = environment.variable(name);
    if (value == null && at >= 0) {
      String standIn = text.substring(at + 2);
      return new Retrieved(new Source("env:" + name, standIn), null, standIn.isEmpty());
    }
    return new Retrieved(
        new Source("env:" + name, value == null ? "" : value), value == null ? name : null, false);
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static Source file(String name) throws RetrieveException {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        throw new RetrieveException("unable to read the file " + name + ": is a directory", null);
      }
      if (Files.size(path) > MAX_BYTES) {
        throw new RetrieveException(
            "unable to read the file " + name + ": has " + Files.size(path) + " bytes",
            "a configuration may have " + MAX_BYTES + " bytes");
      }
      return new Source(name, Encodings.decode(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      throw new RetrieveException(
          "unable to read the file " + name + ": no such file or directory", null);
    } catch (AccessDeniedException e) {
      throw new RetrieveException("unable to read the file " + name + ": permission denied", null);
    } catch (CharacterCodingException e) {
      throw new RetrieveException(
          "unable to read the file " + name + ": " + e.getMessage(), "save the file as UTF-8");
    } catch (IOException | InvalidPathException e) {
      throw new RetrieveException("unable to read the file " + name + ": " + e.getMessage(), null);
    }
  }
}
