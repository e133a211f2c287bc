package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was found out about the place where the process runs, to be put into resources. Immutable.
final class Detected {
  private static final int RESOURCE_ENVELOPES = 1;
  private static final int RESOURCE = 1;
  private static final int SCHEMA_URL = 3;
  private static final int ATTRIBUTES = 1;

  private final byte[][] keys;
  private final byte[][] entries;
  private final byte[] schemaUrl;
  private final boolean override;

  /// @param schemaUrl for resources that have none; empty for none
  Detected(Map<String, Object> attributes, String schemaUrl, boolean override) {
    keys = attributes.keySet().stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
    entries =
        attributes.entrySet().stream()
            .map(entry -> entry(entry.getKey(), entry.getValue()))
            .toArray(byte[][]::new);
    this.schemaUrl = schemaUrl.getBytes(UTF_8);
    this.override = override;
  }

  int size() {
    return keys.length;
  }

  /// The request with the attributes in all its resources, in pieces of which most are ranges of
  /// the request.
  List<ByteRange> into(ByteRange request) {
    byte[] in = request.buffer();
    List<ByteRange> pieces = new ArrayList<>();
    FieldCursor fields = new FieldCursor().wrap(in, request.offset(), request.length());
    while (fields.next()) {
      if (fields.number() == RESOURCE_ENVELOPES) {
        envelope(in, fields, pieces);
      } else {
        pieces.add(new ByteRange(in, fields.startOffset(), length(fields)));
      }
    }
    return pieces;
  }

  private void envelope(byte[] in, FieldCursor envelope, List<ByteRange> pieces) {
    ProtoWriter resource = new ProtoWriter(512);
    List<ByteRange> rest = new ArrayList<>();
    boolean hasSchema = false;
    boolean[] present = new boolean[keys.length];
    FieldCursor fields = new FieldCursor().wrap(in, envelope.valueOffset(), envelope.valueLength());
    int from = envelope.valueOffset();
    while (fields.next()) {
      hasSchema |= fields.number() == SCHEMA_URL && fields.valueLength() > 0;
      if (fields.number() == RESOURCE) {
        keep(in, from, fields.startOffset(), rest);
        from = fields.endOffset();
        copy(in, fields, resource, present);
      }
    }
    keep(in, from, envelope.endOffset(), rest);
    for (int i = 0; i < keys.length; i++) {
      if (!present[i]) {
        resource.bytes(ATTRIBUTES, entries[i]);
      }
    }
    pieces.add(head(resource, rest, hasSchema));
    pieces.addAll(rest);
  }

  /// The beginning of an envelope, up to what is kept as it is.
  private ByteRange head(ProtoWriter resource, List<ByteRange> rest, boolean hasSchema) {
    ProtoWriter content = new ProtoWriter(resource.size() + schemaUrl.length + 16);
    content.bytes(RESOURCE, resource.buffer(), 0, resource.size());
    if (!hasSchema && schemaUrl.length > 0) {
      content.bytes(SCHEMA_URL, schemaUrl);
    }
    int length = content.size() + rest.stream().mapToInt(ByteRange::length).sum();
    ProtoWriter head = new ProtoWriter(content.size() + 8);
    head.tag(RESOURCE_ENVELOPES, FieldCursor.BYTES);
    head.varint(length);
    head.raw(content.buffer(), 0, content.size());
    return new ByteRange(head.buffer(), 0, head.size());
  }

  /// Copies the fields of a resource, but attributes that are replaced.
  private void copy(byte[] in, FieldCursor resource, ProtoWriter out, boolean[] present) {
    FieldCursor fields = new FieldCursor().wrap(in, resource.valueOffset(), resource.valueLength());
    while (fields.next()) {
      int index = fields.number() == ATTRIBUTES ? indexOf(in, fields) : -1;
      if (index >= 0 && override) {
        continue;
      }
      if (index >= 0) {
        present[index] = true;
      }
      out.raw(in, fields.startOffset(), length(fields));
    }
  }

  private int indexOf(byte[] in, FieldCursor attribute) {
    for (int i = 0; i < keys.length; i++) {
      if (KeyValueView.keyEquals(in, attribute.valueOffset(), attribute.endOffset(), keys[i])) {
        return i;
      }
    }
    return -1;
  }

  private static void keep(byte[] in, int from, int to, List<ByteRange> rest) {
    if (to > from) {
      rest.add(new ByteRange(in, from, to - from));
    }
  }

  private static int length(FieldCursor field) {
    return field.endOffset() - field.startOffset();
  }

  private static byte[] entry(String key, Object value) {
    ConfiguredValue encoded = ConfiguredValue.of(value);
    ProtoWriter entry = new ProtoWriter(64);
    entry.string(1, key);
    entry.bytes(2, encoded.buffer(), encoded.offset(), encoded.length());
    return entry.toByteArray();
  }
}
