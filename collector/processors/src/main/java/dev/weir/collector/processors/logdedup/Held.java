package dev.weir.collector.processors.logdedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// The records of one interval, equal ones as one. Not safe for threads.
final class Held {
  private static final int ENVELOPE = 1;
  private static final int SCOPES = 2;
  private static final int RECORDS = 2;
  private static final int TIME = 1;
  private static final int OBSERVED_TIME = 11;

  /// About what an entry costs beside its bytes.
  private static final int OVERHEAD = 160;

  private static final byte[] FIRST = "first_observed_timestamp".getBytes(UTF_8);
  private static final byte[] LAST = "last_observed_timestamp".getBytes(UTF_8);

  /// Resources, in them scopes, in those entries, by identity.
  private final Map<ByteKey, Resource> resources = new LinkedHashMap<>();

  private final ProtoWriter identity = new ProtoWriter();
  private long bytes;
  private int records;

  private static final class Resource {
    final byte[] head;
    final Map<ByteKey, Scope> scopes = new LinkedHashMap<>();

    Resource(byte[] head) {
      this.head = head;
    }
  }

  private static final class Scope {
    final byte[] head;
    final Map<ByteKey, Entry> entries = new LinkedHashMap<>();

    Scope(byte[] head) {
      this.head = head;
    }
  }

  /// A record and how often it came.
  private static final class Entry {
    final byte[] record;
    final long first;
    long last;
    long count;

    Entry(byte[] record, long first) {
      this.record = record;
      this.first = first;
    }
  }

  /// Adds all records of a request, and returns by how many bytes this grew.
  long add(ByteRange request, Identity rule, long now) {
    long before = bytes;
    LogsView logs = new LogsView();
    logs.wrap(request);
    ResourceLogsView resource = logs.resourceLogs();
    while (resource.next()) {
      Resource ofResource = resource(resource);
      ScopeLogsView scope = resource.scopeLogs();
      while (scope.next()) {
        Scope ofScope = scope(ofResource, scope);
        LogRecordView record = scope.logRecords();
        while (record.next()) {
          add(ofScope, record, rule, now);
        }
      }
    }
    return bytes - before;
  }

  /// Different records.
  int records() {
    return records;
  }

  /// Bytes that they take.
  long bytes() {
    return bytes;
  }

  /// A request with all records, each with how often it came.
  ///
  /// @param counts is told how often each came
  ByteRange request(byte[] countAttribute, ZoneId zone, long now, LongConsumer counts) {
    List<Entry> entries = new ArrayList<>(records);
    ProtoWriter out = new ProtoWriter((int) Math.min(bytes, 64 << 20));
    for (Resource resource : resources.values()) {
      int mark = out.beginMessage(ENVELOPE);
      out.raw(resource.head, 0, resource.head.length);
      for (Scope scope : resource.scopes.values()) {
        int inner = out.beginMessage(SCOPES);
        out.raw(scope.head, 0, scope.head.length);
        for (Entry entry : scope.entries.values()) {
          out.bytes(RECORDS, entry.record);
          entries.add(entry);
        }
        out.endMessage(inner);
      }
      out.endMessage(mark);
    }
    AnyValueWriter value = new AnyValueWriter();
    Iterator<Entry> next = entries.iterator();
    return RequestEditor.edit(
        Signal.LOGS,
        new ByteRange(out.buffer(), 0, out.size()),
        Level.LOG_RECORD,
        item -> {
          Entry entry = next.next();
          counts.accept(entry.count);
          tell(item, entry, countAttribute, zone, now, value);
        });
  }

  private static void tell(
      ItemEdit item,
      Entry entry,
      byte[] countAttribute,
      ZoneId zone,
      long now,
      AnyValueWriter value) {
    item.fixed64(TIME, now);
    item.fixed64(OBSERVED_TIME, entry.first);
    AttributesEdit attributes = item.attributes();
    attributes.upsert(countAttribute, value.int64(entry.count));
    attributes.upsert(FIRST, value.string(Timestamps.text(entry.first, zone)));
    attributes.upsert(LAST, value.string(Timestamps.text(entry.last, zone)));
  }

  private Resource resource(ResourceLogsView view) {
    identity.reset();
    Identity.map(view.resource().attributes(), identity);
    identity.raw(view.schemaUrl().buffer(), view.schemaUrl().offset(), view.schemaUrl().length());
    return resources.computeIfAbsent(
        new ByteKey(identity.toByteArray()),
        key -> {
          byte[] head = headOf(view.buffer(), view.offset(), view.length());
          bytes += head.length + key.bytes().length + OVERHEAD;
          return new Resource(head);
        });
  }

  private Scope scope(Resource resource, ScopeLogsView view) {
    byte[] head = headOf(view.buffer(), view.offset(), view.length());
    return resource.scopes.computeIfAbsent(
        new ByteKey(head),
        _ -> {
          bytes += 2L * head.length + OVERHEAD;
          return new Scope(head);
        });
  }

  private void add(Scope scope, LogRecordView record, Identity rule, long now) {
    rule.write(record, identity.reset());
    Entry entry =
        scope.entries.computeIfAbsent(
            new ByteKey(identity.toByteArray()),
            key -> {
              byte[] copy = record.toByteArray();
              bytes += copy.length + key.bytes().length + OVERHEAD;
              records++;
              return new Entry(copy, now);
            });
    entry.count++;
    entry.last = now;
  }

  /// The fields of an envelope but the messages that repeat in it, which are field 2 of both kinds.
  private static byte[] headOf(byte[] buffer, int offset, int length) {
    ProtoWriter head = new ProtoWriter(64);
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() != SCOPES) {
        head.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
    return head.toByteArray();
  }
}
