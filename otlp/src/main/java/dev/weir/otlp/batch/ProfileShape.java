package dev.weir.otlp.batch;

import org.jspecify.annotations.Nullable;

/// Which fields of a message are indices into the dictionary, and which are messages that have such
/// fields.
final class ProfileShape {
  private static final int FIELDS = 12;

  private static final ProfileShape PLAIN = new ProfileShape();
  private static final ProfileShape ANY_VALUE = new ProfileShape().index(8, DictionaryTable.STRING);
  private static final ProfileShape KEY_VALUE =
      new ProfileShape().nested(2, ANY_VALUE).index(3, DictionaryTable.STRING);

  static {
    ANY_VALUE
        .nested(5, new ProfileShape().nested(1, ANY_VALUE)) // array_value
        .nested(6, new ProfileShape().nested(1, KEY_VALUE)); // kvlist_value
  }

  private static final ProfileShape VALUE_TYPE =
      new ProfileShape().index(1, DictionaryTable.STRING).index(2, DictionaryTable.STRING);

  private static final ProfileShape SAMPLE =
      new ProfileShape()
          .index(1, DictionaryTable.STACK)
          .index(2, DictionaryTable.ATTRIBUTE)
          .index(3, DictionaryTable.LINK);

  private static final ProfileShape PROFILE =
      new ProfileShape()
          .nested(1, VALUE_TYPE) // sample_type
          .nested(2, SAMPLE)
          .nested(5, VALUE_TYPE) // period_type
          .index(11, DictionaryTable.ATTRIBUTE);

  private static final ProfileShape SCOPE_PROFILES =
      new ProfileShape()
          .nested(1, new ProfileShape().nested(3, KEY_VALUE)) // scope
          .nested(2, PROFILE);

  static final ProfileShape RESOURCE_PROFILES =
      new ProfileShape()
          .nested(1, new ProfileShape().nested(1, KEY_VALUE)) // resource
          .nested(2, SCOPE_PROFILES);

  private static final ProfileShape ATTRIBUTE =
      new ProfileShape()
          .index(1, DictionaryTable.STRING)
          .nested(2, ANY_VALUE)
          .index(3, DictionaryTable.STRING);

  private static final ProfileShape FUNCTION =
      new ProfileShape()
          .index(1, DictionaryTable.STRING)
          .index(2, DictionaryTable.STRING)
          .index(3, DictionaryTable.STRING);

  private static final ProfileShape MAPPING =
      new ProfileShape().index(4, DictionaryTable.STRING).index(5, DictionaryTable.ATTRIBUTE);

  private static final ProfileShape LOCATION =
      new ProfileShape()
          .index(1, DictionaryTable.MAPPING)
          .nested(3, new ProfileShape().index(1, DictionaryTable.FUNCTION)) // lines
          .index(4, DictionaryTable.ATTRIBUTE);

  private static final ProfileShape STACK = new ProfileShape().index(1, DictionaryTable.LOCATION);

  private final @Nullable DictionaryTable[] indices = new DictionaryTable[FIELDS];
  private final @Nullable ProfileShape[] nested = new ProfileShape[FIELDS];

  private ProfileShape() {}

  /// The shape of the entries of a table; strings and links refer to nothing.
  static ProfileShape of(DictionaryTable table) {
    return switch (table) {
      case STRING, LINK -> PLAIN;
      case ATTRIBUTE -> ATTRIBUTE;
      case FUNCTION -> FUNCTION;
      case MAPPING -> MAPPING;
      case LOCATION -> LOCATION;
      case STACK -> STACK;
    };
  }

  /// The table that a field refers to, or null.
  @Nullable DictionaryTable table(int field) {
    return field < FIELDS ? indices[field] : null;
  }

  /// The shape of the message in a field, or null when there is nothing to change in it.
  @Nullable ProfileShape message(int field) {
    return field < FIELDS ? nested[field] : null;
  }

  private ProfileShape index(int field, DictionaryTable table) {
    indices[field] = table;
    return this;
  }

  private ProfileShape nested(int field, ProfileShape shape) {
    nested[field] = shape;
    return this;
  }
}
