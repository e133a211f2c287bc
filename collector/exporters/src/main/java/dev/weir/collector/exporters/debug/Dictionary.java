package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.wire.FieldCursor;
import java.util.ArrayList;
import java.util.List;

/// The tables that profiles refer to by index.
final class Dictionary {
  private static final int STRINGS = 5;
  private static final int ATTRIBUTES = 6;
  private static final int ATTRIBUTE_KEY = 1;
  private static final int ATTRIBUTE_VALUE = 2;

  private final BytesView bytes;
  private final List<String> strings = new ArrayList<>();
  private final List<Entry> attributes;

  Dictionary(BytesView bytes) {
    this.bytes = bytes;
    FieldCursor fields = new FieldCursor().wrap(bytes.buffer(), bytes.offset(), bytes.length());
    while (fields.next()) {
      if (fields.number() == STRINGS) {
        strings.add(
            new BytesView()
                .wrap(bytes.buffer(), fields.valueOffset(), fields.valueLength())
                .toString());
      }
    }
    attributes = table(ATTRIBUTES);
  }

  /// The entries of a table of messages, by its field number.
  List<Entry> table(int number) {
    return Entry.all(bytes.buffer(), bytes.offset(), bytes.length(), number);
  }

  int attributes() {
    return attributes.size();
  }

  List<String> strings() {
    return strings;
  }

  /// An attribute, or a note that it is missing.
  ///
  /// @param typed whether to say of which type the value is
  String attribute(int index, String separator, boolean typed) {
    if (index < 0 || index >= attributes.size()) {
      return "[Missing Dictionary AttributeTable Item #" + index + "]";
    }
    Entry attribute = attributes.get(index);
    int key = (int) attribute.number(ATTRIBUTE_KEY);
    String name =
        key < 0 || key >= strings.size()
            ? "[Missing Dictionary Key String Item #" + key + "]"
            : strings.get(key);
    AnyValueView value = attribute.value(ATTRIBUTE_VALUE);
    return name + separator + (typed ? ValueText.typed(value) : ValueText.of(value));
  }
}
