package dev.weir.collector.processors.probabilisticsampler;

/// What decided about an item.
enum Policy {
  /// Nothing: there is neither trace id nor attribute.
  MISSING_RANDOMNESS("missing_randomness"),
  TRACE_ID_HASH("trace_id_hash"),
  TRACE_ID_W3C("trace_id_w3c"),
  /// Randomness that the item brought.
  SAMPLING_RANDOMNESS("sampling_randomness"),
  SAMPLING_PRIORITY("sampling_priority"),
  /// The hash of an attribute; counted under its name.
  ATTRIBUTE("");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  String label(String attribute) {
    return this == ATTRIBUTE ? attribute : label;
  }
}
