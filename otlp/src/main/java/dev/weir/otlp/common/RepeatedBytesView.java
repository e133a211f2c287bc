package dev.weir.otlp.common;

/// The strings of a repeated field, one after the other.
public final class RepeatedBytesView {
  private final Occurrences occurrences = new Occurrences();
  private final BytesView value = new BytesView();

  /// Moves to the next string, or returns false behind the last.
  public boolean next() {
    return occurrences.next();
  }

  /// The current string.
  public BytesView value() {
    return value.wrap(occurrences.buffer(), occurrences.valueOffset(), occurrences.valueLength());
  }

  /// Starts over before the first.
  public RepeatedBytesView rewind() {
    occurrences.rewind();
    return this;
  }

  Occurrences occurrences() {
    return occurrences;
  }
}
