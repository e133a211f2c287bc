package dev.weir.collector.processors.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.List;

/// Makes a span's name of the values of attributes. For one thread.
final class NameFromAttributes {
  private static final int NAME = 5;

  private final byte[][] keys;
  private final byte[] separator;
  private final ProtoWriter name = new ProtoWriter();

  NameFromAttributes(List<String> keys, String separator) {
    this.keys = keys.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
    this.separator = separator.getBytes(UTF_8);
  }

  /// Leaves the name alone unless all attributes are there.
  void rename(ItemEdit span) {
    AttributesEdit attributes = span.attributes();
    name.reset();
    for (int i = 0; i < keys.length; i++) {
      AnyValueView value = attributes.find(keys[i]);
      if (value == null) {
        return;
      }
      if (i > 0) {
        name.raw(separator, 0, separator.length);
      }
      append(value);
    }
    if (keys.length > 0) {
      span.bytes(NAME, name.buffer(), 0, name.size());
    }
  }

  private void append(AnyValueView value) {
    if (value.isString()) {
      BytesView text = value.string();
      name.raw(text.buffer(), text.offset(), text.length());
      return;
    }
    String text =
        switch (value.kind()) {
          case BOOL, INT -> ValueText.of(value);
          case DOUBLE -> ValueText.plainNumber(value.doubleValue());
          default -> "<unknown-attribute-type>";
        };
    byte[] utf8 = text.getBytes(UTF_8);
    name.raw(utf8, 0, utf8.length);
  }
}
