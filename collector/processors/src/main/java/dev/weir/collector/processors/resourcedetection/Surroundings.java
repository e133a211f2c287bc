package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a detector may look at: variables, files and, with a time-out, services.
///
/// @param variables the value of an environment variable, or null
/// @param root the folder that stands for `/`
/// @param azure where Azure's metadata service is
record Surroundings(
    Function<String, @Nullable String> variables, Path root, String azure, MetadataClient client) {

  /// What surrounds this process.
  static Surroundings ofProcess(Duration timeout) {
    return new Surroundings(
        System::getenv, Path.of("/"), "http://169.254.169.254", new MetadataClient(timeout));
  }

  /// A variable; empty if it is not set.
  String variable(String name) {
    return Objects.requireNonNullElse(variables.apply(name), "");
  }

  /// A variable, or something else if it is not set.
  String variable(String name, String otherwise) {
    String value = variable(name);
    return value.isEmpty() ? otherwise : value;
  }

  Path path(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /// What a small file says, without white space around; empty if it cannot be read.
  String file(String absolute) {
    try {
      return Files.readString(path(absolute)).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
