package dev.weir.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.BytesView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Appends rows to a table, column by column of each. They are in the table after [#publish].
///
/// Rows are written into vectors in the library's memory, so that a call into it is made for some
/// thousand rows at once. Belongs to one thread. A row that was begun and not ended is forgotten.
final class RowAppender implements AutoCloseable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final DuckDBAppender owner;
  private final long appender;
  private final long chunk;
  private final int capacity = DuckDbApi.vectorSize();
  private final NativeVector[] columns;
  private final TextHeap heap = new TextHeap();
  private int row;
  private int column;
  private boolean hasAppended;
  private boolean isClosed;

  private RowAppender(DuckDBAppender owner) {
    this.owner = owner;
    appender = DuckDbApi.appender(owner);
    chunk = DuckDbApi.createChunk(appender);
    columns = new NativeVector[DuckDbApi.columnCount(appender)];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = NativeVector.of(DuckDbApi.vector(chunk, i));
      columns[i].refresh(capacity);
    }
  }

  /// An appender to a table of the database in memory.
  static RowAppender of(DuckDBConnection connection, String table) throws SQLException {
    return new RowAppender(connection.createAppender("memory", "main", table));
  }

  RowAppender beginRow() {
    column = 0;
    return this;
  }

  void endRow() throws SQLException {
    if (column != columns.length) {
      throw new IllegalStateException(column + " columns (expected: " + columns.length + ")");
    }
    if (++row == capacity) {
      append();
    }
  }

  RowAppender append(long number) {
    columns[column++].number(row, NativeVector.BIGINT, number);
    return this;
  }

  RowAppender append(int number) {
    columns[column++].number(row, NativeVector.INTEGER, number);
    return this;
  }

  RowAppender append(byte number) {
    columns[column++].number(row, NativeVector.UTINYINT, number);
    return this;
  }

  RowAppender append(boolean bool) {
    columns[column++].number(row, NativeVector.BOOLEAN, bool ? 1 : 0);
    return this;
  }

  RowAppender append(double number) {
    columns[column++].real(row, number);
    return this;
  }

  RowAppender append(@Nullable String text) {
    if (text == null) {
      return appendNull();
    }
    byte[] utf8 = text.getBytes(UTF_8);
    columns[column++].text(row, utf8, 0, utf8.length, heap);
    return this;
  }

  RowAppender append(BytesView text) {
    return append(text.buffer(), text.offset(), text.length());
  }

  /// A text; what is not UTF-8 in it is replaced.
  RowAppender append(byte[] buffer, int offset, int length) {
    text(columns[column++], row, buffer, offset, length);
    return this;
  }

  RowAppender appendNull() {
    columns[column++].nothing(row);
    return this;
  }

  RowAppender append(double[] numbers) {
    NativeVector list = columns[column++];
    int first = list.list(row, NativeVector.LIST, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      list.child(0).real(first + i, numbers[i]);
    }
    return this;
  }

  RowAppender append(long[] numbers) {
    NativeVector list = columns[column++];
    int first = list.list(row, NativeVector.LIST, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      list.child(0).number(first + i, NativeVector.BIGINT, numbers[i]);
    }
    return this;
  }

  RowAppender append(AttributeRow attributes) {
    NativeVector map = columns[column++];
    int size = attributes.size();
    int first = map.list(row, NativeVector.MAP, size);
    for (int i = 0; i < size; i++) {
      map.child(0).number(first + i, NativeVector.INTEGER, attributes.key(i));
      AttributeRow.Text value = attributes.value(i);
      text(map.child(1), first + i, value.buffer, value.offset, value.length);
    }
    return this;
  }

  /// Makes what was appended visible.
  void publish() throws SQLException {
    append();
    if (hasAppended) {
      check(DuckDbApi.flush(appender));
      hasAppended = false;
    }
  }

  @Override
  public void close() throws SQLException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      publish();
    } finally {
      DuckDbApi.destroyChunk(chunk);
      heap.close();
      owner.close();
    }
  }

  private void append() throws SQLException {
    if (row == 0) {
      return;
    }
    for (NativeVector each : columns) {
      each.complete();
    }
    DuckDbApi.setSize(chunk, row);
    row = 0;
    column = 0;
    boolean isTaken = DuckDbApi.append(appender, chunk);
    DuckDbApi.resetChunk(chunk);
    heap.clear();
    for (NativeVector each : columns) {
      each.refresh(capacity);
    }
    check(isTaken);
    hasAppended = true;
  }

  private void text(NativeVector vector, int at, byte[] buffer, int offset, int length) {
    if (isAscii(buffer, offset, length)) {
      vector.text(at, buffer, offset, length, heap);
    } else {
      byte[] utf8 = new String(buffer, offset, length, UTF_8).getBytes(UTF_8);
      vector.text(at, utf8, 0, utf8.length, heap);
    }
  }

  private static boolean isAscii(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at + 8 <= end; at += 8) {
      if (((long) LONG.get(buffer, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (buffer[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private void check(boolean isDone) throws SQLException {
    if (!isDone) {
      throw new SQLException("appending rows: " + DuckDbApi.error(appender));
    }
  }
}
