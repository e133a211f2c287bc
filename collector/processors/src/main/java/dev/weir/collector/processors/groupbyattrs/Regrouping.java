package dev.weir.collector.processors.groupbyattrs;

import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One walk over one request that puts its items below other resources.
///
/// Output is collected in a tree: resources by their attributes in any order, in them scopes, and
/// in those metrics and their data, by all their fields but those that repeat, so that nothing that
/// tells two apart is lost. Items are copied into the leaves.
final class Regrouping {
  private static final int RESOURCE_ENVELOPES = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_ENVELOPES = 2;
  private static final int ITEMS = 2;
  private static final int POINTS = 1;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final long METRIC_DATA =
      1L << 5 | 1L << 7 | 1L << HISTOGRAM | 1L << EXPONENTIAL_HISTOGRAM | 1L << 11;

  private final Signal signal;
  private final ItemKeys keys;
  private final Envelope output = new Envelope(0, new byte[0]);
  private int messages;
  private int grouped;

  /// The groups to which items of the current resource belong, by the values of their keys.
  private final Map<ByteKey, Envelope> groups = new HashMap<>();

  private ByteRange resource = ByteRange.of(new byte[0]);
  private byte[] resourceRest = {};
  private byte[] scopeHead = {};
  private byte[] metricHead = {};
  private byte[] dataHead = {};
  private int dataField;
  private int attributes;

  /// Where the item before went, or null if a message around the items began since.
  private @Nullable Envelope leaf;

  Regrouping(Signal signal, byte[][] keys) {
    this.signal = signal;
    this.keys = new ItemKeys(keys);
  }

  /// The request with its items below other resources, or null if all are where they belong.
  byte @Nullable [] of(ByteRange request) {
    FieldCursor fields =
        new FieldCursor().wrap(request.buffer(), request.offset(), request.length());
    while (fields.next()) {
      if (fields.number() == RESOURCE_ENVELOPES) {
        resourceEnvelope(request.buffer(), fields.valueOffset(), fields.valueLength());
      }
    }
    boolean same = grouped == 0 && messages == messagesMade();
    if (same) {
      return null;
    }
    ProtoWriter out = new ProtoWriter(request.length() + 1024);
    output.writeFields(out);
    return out.toByteArray();
  }

  /// Items that had at least one of the keys.
  int grouped() {
    return grouped;
  }

  /// Resources in the output.
  int resources() {
    return output.size();
  }

  private int messagesMade() {
    return output.size() + output.grandchildren() + output.greatGrandchildren();
  }

  private void resourceEnvelope(byte[] buffer, int offset, int length) {
    resource = single(buffer, offset, length, RESOURCE);
    resourceRest = Envelope.headOf(buffer, offset, length, 1L << RESOURCE | 1L << SCOPE_ENVELOPES);
    groups.clear();
    messages++;
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == SCOPE_ENVELOPES) {
        scopeEnvelope(buffer, fields.valueOffset(), fields.valueLength());
      }
    }
  }

  private void scopeEnvelope(byte[] buffer, int offset, int length) {
    scopeHead = Envelope.headOf(buffer, offset, length, 1L << ITEMS);
    leaf = null;
    messages++;
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() != ITEMS) {
        continue;
      }
      if (signal == Signal.METRICS) {
        metric(buffer, fields.valueOffset(), fields.valueLength());
      } else {
        attributes = signal == Signal.TRACES ? 9 : 6;
        item(buffer, fields.valueOffset(), fields.valueLength(), ITEMS);
      }
    }
  }

  private void metric(byte[] buffer, int offset, int length) {
    metricHead = Envelope.headOf(buffer, offset, length, METRIC_DATA);
    messages++;
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() < Long.SIZE && ((METRIC_DATA >> fields.number()) & 1) != 0) {
        data(buffer, fields);
      }
    }
  }

  private void data(byte[] buffer, FieldCursor field) {
    dataField = field.number();
    dataHead = Envelope.headOf(buffer, field.valueOffset(), field.valueLength(), 1L << POINTS);
    attributes = dataField == HISTOGRAM ? 9 : dataField == EXPONENTIAL_HISTOGRAM ? 1 : 7;
    leaf = null;
    FieldCursor fields = new FieldCursor().wrap(buffer, field.valueOffset(), field.valueLength());
    while (fields.next()) {
      if (fields.number() == POINTS) {
        item(buffer, fields.valueOffset(), fields.valueLength(), POINTS);
      }
    }
  }

  private void item(byte[] buffer, int offset, int length, int field) {
    boolean hasKeys = keys.find(buffer, offset, length, attributes);
    Envelope target = leaf;
    if (target == null || !keys.areAsBefore()) {
      target = leafOf(group());
      leaf = target;
    }
    ProtoWriter out = target.items();
    int mark = out.beginMessage(field, length);
    if (hasKeys) {
      grouped++;
      keys.copyRest(offset, length, attributes, out);
    } else {
      out.raw(buffer, offset, length);
    }
    out.endMessage(mark, ProtoWriter.varintSize(length));
  }

  private Envelope group() {
    return groups.computeIfAbsent(
        keys.identity(),
        _ -> {
          byte[] merged = keys.resourceWith(resource);
          return output.child(
              attributesIn(merged), _ -> new Envelope(RESOURCE_ENVELOPES, resourceHead(merged)));
        });
  }

  private byte[] resourceHead(byte[] merged) {
    ProtoWriter head = new ProtoWriter(merged.length + resourceRest.length + 8);
    head.bytes(RESOURCE, merged);
    head.raw(resourceRest, 0, resourceRest.length);
    return head.toByteArray();
  }

  private Envelope leafOf(Envelope group) {
    Envelope scope =
        group.child(new ByteKey(scopeHead), _ -> new Envelope(SCOPE_ENVELOPES, scopeHead));
    if (signal != Signal.METRICS) {
      return scope;
    }
    ProtoWriter identity = new ProtoWriter(metricHead.length + dataHead.length + 8);
    identity.bytes(1, metricHead);
    identity.uint64(2, dataField);
    identity.bytes(3, dataHead);
    return scope
        .child(new ByteKey(identity.toByteArray()), _ -> new Envelope(ITEMS, metricHead))
        .child(new ByteKey(new byte[0]), _ -> new Envelope(dataField, dataHead));
  }

  /// The attributes of a resource, in an order that does not depend on theirs.
  private static ByteKey attributesIn(byte[] resource) {
    List<byte[]> all = new ArrayList<>();
    FieldCursor fields = new FieldCursor().wrap(resource, 0, resource.length);
    while (fields.next()) {
      if (fields.number() == 1) {
        all.add(Arrays.copyOfRange(resource, fields.startOffset(), fields.endOffset()));
      }
    }
    all.sort(Arrays::compareUnsigned);
    ProtoWriter sorted = new ProtoWriter(resource.length);
    all.forEach(attribute -> sorted.raw(attribute, 0, attribute.length));
    return new ByteKey(sorted.toByteArray());
  }

  /// A message that occurs once; the parts joined if it occurs more often.
  private static ByteRange single(byte[] buffer, int offset, int length, int number) {
    ProtoWriter joined = new ProtoWriter(64);
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() == number) {
        joined.raw(buffer, fields.valueOffset(), fields.valueLength());
      }
    }
    return ByteRange.of(joined.toByteArray());
  }
}
