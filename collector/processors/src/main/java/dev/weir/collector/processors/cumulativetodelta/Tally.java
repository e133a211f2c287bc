package dev.weir.collector.processors.cumulativetodelta;

/// What became of the points of one batch.
final class Tally {
  private static final int OUTCOMES = Outcome.values().length;

  private final int[] counts = new int[ConvertedType.values().length * OUTCOMES];

  void count(ConvertedType type, Outcome outcome) {
    counts[index(type, outcome)]++;
  }

  int of(ConvertedType type, Outcome outcome) {
    return counts[index(type, outcome)];
  }

  @SuppressWarnings("EnumOrdinal") // an array by two enums
  private static int index(ConvertedType type, Outcome outcome) {
    return type.ordinal() * OUTCOMES + outcome.ordinal();
  }
}
