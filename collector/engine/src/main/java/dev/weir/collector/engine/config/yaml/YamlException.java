package dev.weir.collector.engine.config.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text is not YAML, or not of a kind that can be a configuration.
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1;

  /// One reason.
  ///
  /// @param hint what to do about it
  public record Fault(Position position, String message, @Nullable String hint) {}

  private final transient List<Fault> faults;

  public YamlException(List<Fault> faults) {
    super(faults.getFirst().message());
    this.faults = List.copyOf(faults);
  }

  YamlException(Position position, String message, @Nullable String hint) {
    this(List.of(new Fault(position, message, hint)));
  }

  public List<Fault> faults() {
    return faults;
  }
}
