package dev.weir.collector.connectors.signaltometrics;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.profiles.ProfileView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/// The strings and attributes that a request with profiles keeps in one place, by their indices.
/// Not safe for threads.
final class ProfileDictionary {
  private static final int STRINGS = 5;
  private static final int ATTRIBUTES = 6;
  private static final int ATTRIBUTE_KEY = 1;
  private static final int ATTRIBUTE_VALUE = 2;
  private static final int OUT = 1;

  private final List<BytesView> strings = new ArrayList<>();
  private final List<BytesView> attributes = new ArrayList<>();
  private final ProfileView profile = new ProfileView();
  private final ProtoWriter encoded = new ProtoWriter(128);
  private final AttributesWriter writer = new AttributesWriter(encoded, OUT);
  private final AnyValueWriter text = new AnyValueWriter();

  ProfileDictionary(ByteRange request) {
    BytesView bytes = new ProfilesView().wrap(request).dictionary();
    FieldCursor fields = new FieldCursor().wrap(bytes.buffer(), bytes.offset(), bytes.length());
    while (fields.next()) {
      if (fields.number() == STRINGS) {
        strings.add(content(fields));
      } else if (fields.number() == ATTRIBUTES) {
        attributes.add(content(fields));
      }
    }
  }

  /// Puts `into` before the attributes of a profile. Valid until the next call.
  void attributesOf(ByteRange bytes, AttributesView into) {
    encoded.reset();
    RepeatedNumberView indices =
        profile.wrap(bytes.buffer(), bytes.offset(), bytes.length()).attributeIndices();
    while (indices.next()) {
      long index = indices.longValue();
      if (index >= 0 && index < attributes.size()) {
        write(attributes.get((int) index));
      }
    }
    into.over(encoded.buffer(), 0, encoded.size(), OUT);
  }

  /// Attributes with the strings that they name by index.
  AttributesView resolved(AttributesView all) {
    encoded.reset();
    all.rewind();
    while (all.next()) {
      KeyValueView entry = all.entry();
      put(entry.keyIndex() > 0 ? string(entry.keyIndex()) : entry.key(), entry.value());
    }
    byte[] copy = encoded.toByteArray();
    return new AttributesView().over(copy, 0, copy.length, OUT);
  }

  private void write(BytesView attribute) {
    long key = 0;
    AnyValueView value = new AnyValueView();
    FieldCursor fields =
        new FieldCursor().wrap(attribute.buffer(), attribute.offset(), attribute.length());
    while (fields.next()) {
      if (fields.number() == ATTRIBUTE_KEY) {
        key = FieldCursor.varintAt(fields.buffer(), fields.valueOffset());
      } else if (fields.number() == ATTRIBUTE_VALUE) {
        value.wrap(fields.buffer(), fields.valueOffset(), fields.valueLength());
      }
    }
    put(string(key), value);
  }

  private void put(BytesView key, AnyValueView value) {
    EncodedValue resolved = value;
    if (value.kind() == AnyValueView.Kind.STRING_INDEX) {
      BytesView string = string(value.stringIndex());
      resolved = text.string(string.buffer(), string.offset(), string.length());
    }
    writer.put(key.buffer(), key.offset(), key.length(), resolved);
  }

  private BytesView string(long index) {
    return index >= 0 && index < strings.size() ? strings.get((int) index) : new BytesView();
  }

  private static BytesView content(FieldCursor fields) {
    return new BytesView().wrap(fields.buffer(), fields.valueOffset(), fields.valueLength());
  }
}
