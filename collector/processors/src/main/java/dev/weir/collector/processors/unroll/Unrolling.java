package dev.weir.collector.processors.unroll;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.logs.LogsView;
import dev.weir.otlp.logs.ResourceLogsView;
import dev.weir.otlp.logs.ScopeLogsView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// One walk over one request, in which the records made of a list take its place.
final class Unrolling {
  /// The fields that lead from the request to its records.
  private static final int[] PATH = {1, 2, 2};

  private static final int BODY = 5;
  private static final int STRING = 1;

  /// A small request can be made very large by a long list beside large attributes.
  private static final int MAX_LENGTH = 128 << 20;

  private final boolean recursive;
  private final LogRecordView record = new LogRecordView();
  private final ProtoWriter rest = new ProtoWriter();
  private final ProtoWriter out = new ProtoWriter(0);
  private int records;
  private int empty;

  Unrolling(boolean recursive) {
    this.recursive = recursive;
  }

  /// The request with its lists unrolled, or null if there are none.
  ///
  /// @throws PermanentRefusal if it becomes too large
  byte @Nullable [] of(ByteRange request) {
    if (!hasLists(request)) {
      return null;
    }
    write(request.buffer(), request.offset(), request.length(), 0);
    return out.toByteArray();
  }

  /// Records in the output.
  int records() {
    return records;
  }

  /// Records whose lists had no elements.
  int empty() {
    return empty;
  }

  private static boolean hasLists(ByteRange request) {
    LogsView logs = new LogsView();
    logs.wrap(request);
    ResourceLogsView resources = logs.resourceLogs();
    while (resources.next()) {
      ScopeLogsView scopes = resources.scopeLogs();
      while (scopes.next()) {
        LogRecordView records = scopes.logRecords();
        while (records.next()) {
          if (records.body().kind() == AnyValueView.Kind.ARRAY) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Writes the fields of a message at a depth of the path.
  private void write(byte[] buffer, int offset, int length, int depth) {
    FieldCursor fields = new FieldCursor().wrap(buffer, offset, length);
    while (fields.next()) {
      if (fields.number() != PATH[depth]) {
        out.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      } else if (depth + 1 < PATH.length) {
        int mark = out.beginMessage(fields.number(), fields.valueLength());
        write(buffer, fields.valueOffset(), fields.valueLength(), depth + 1);
        out.endMessage(mark, ProtoWriter.varintSize(fields.valueLength()));
      } else {
        record(buffer, fields);
      }
    }
  }

  private void record(byte[] buffer, FieldCursor field) {
    AnyValueView body = record.wrap(buffer, field.valueOffset(), field.valueLength()).body();
    if (body.kind() != AnyValueView.Kind.ARRAY) {
      out.raw(buffer, field.startOffset(), field.endOffset() - field.startOffset());
      records++;
      return;
    }
    copyRest(buffer, field);
    int before = records;
    elements(body.array());
    empty += records == before ? 1 : 0;
  }

  /// Keeps the fields of a record but its body.
  private void copyRest(byte[] buffer, FieldCursor field) {
    rest.reset();
    FieldCursor fields = new FieldCursor().wrap(buffer, field.valueOffset(), field.valueLength());
    while (fields.next()) {
      if (fields.number() != BODY) {
        rest.raw(buffer, fields.startOffset(), fields.endOffset() - fields.startOffset());
      }
    }
  }

  private void elements(ArrayValueView elements) {
    while (elements.next()) {
      AnyValueView element = elements.value();
      if (recursive && element.kind() == AnyValueView.Kind.ARRAY) {
        elements(new AnyValueView().wrap(element).array());
      } else {
        element(element);
      }
    }
  }

  private void element(AnyValueView element) {
    checkLength(out.size() + (long) rest.size() + element.length());
    int mark = out.beginMessage(PATH[PATH.length - 1], rest.size() + element.length() + 2);
    out.raw(rest.buffer(), 0, rest.size());
    int body = out.beginMessage(BODY, element.length());
    if (element.isEmpty()) {
      out.string(STRING, "");
    } else {
      out.raw(element.buffer(), element.offset(), element.length());
    }
    out.endMessage(body, ProtoWriter.varintSize(element.length()));
    out.endMessage(mark, ProtoWriter.varintSize(rest.size() + element.length() + 2));
    records++;
  }

  private static void checkLength(long length) {
    if (length > MAX_LENGTH) {
      throw new PermanentRefusal(
          PermanentRefusal.Reason.TOO_LARGE,
          "unrolled, the request has more than " + MAX_LENGTH + " bytes");
    }
  }
}
