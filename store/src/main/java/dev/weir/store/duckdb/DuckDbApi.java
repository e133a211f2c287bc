package dev.weir.store.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBAppender;

/// What the appender needs of DuckDB's C interface, in the library that the JDBC driver has loaded.
/// The driver itself fills vectors row by row, with several calls into the library for each.
///
/// Pointers are numbers here. See `duckdb.h` for what the functions mean.
@SuppressWarnings("restricted") // native access is what this class is for
final class DuckDbApi {
  private static final SymbolLookup LIBRARY = SymbolLookup.loaderLookup();
  private static final MethodHandle COLUMN_COUNT = number("duckdb_appender_column_count", 1);
  private static final MethodHandle COLUMN_TYPE = number("duckdb_appender_column_type", 2);
  private static final MethodHandle VECTOR_SIZE = number("duckdb_vector_size", 0);
  private static final MethodHandle TYPE_OF = number("duckdb_vector_get_column_type", 1);
  private static final MethodHandle TYPE_ID = state("duckdb_get_type_id", 1);
  private static final MethodHandle DESTROY_TYPE = nothing("duckdb_destroy_logical_type", 1);
  private static final MethodHandle CREATE_CHUNK = number("duckdb_create_data_chunk", 2);
  private static final MethodHandle DESTROY_CHUNK = nothing("duckdb_destroy_data_chunk", 1);
  private static final MethodHandle RESET_CHUNK = nothing("duckdb_data_chunk_reset", 1);
  private static final MethodHandle SET_SIZE = nothing("duckdb_data_chunk_set_size", 2);
  private static final MethodHandle VECTOR = number("duckdb_data_chunk_get_vector", 2);
  private static final MethodHandle DATA = number("duckdb_vector_get_data", 1);
  private static final MethodHandle VALIDITY = number("duckdb_vector_get_validity", 1);
  private static final MethodHandle MAKE_VALIDITY =
      nothing("duckdb_vector_ensure_validity_writable", 1);
  private static final MethodHandle LIST_CHILD = number("duckdb_list_vector_get_child", 1);
  private static final MethodHandle LIST_SIZE = state("duckdb_list_vector_set_size", 2);
  private static final MethodHandle LIST_RESERVE = state("duckdb_list_vector_reserve", 2);
  private static final MethodHandle STRUCT_CHILD = number("duckdb_struct_vector_get_child", 2);
  private static final MethodHandle APPEND = state("duckdb_append_data_chunk", 2);
  private static final MethodHandle FLUSH = state("duckdb_appender_flush", 1);
  private static final MethodHandle ERROR = number("duckdb_appender_error", 1);
  private static final Field APPENDER = appenderField();

  private DuckDbApi() {}

  /// The appender of the C interface that is in one of the driver.
  static long appender(DuckDBAppender appender) {
    try {
      return MemorySegment.ofBuffer((ByteBuffer) APPENDER.get(appender)).address();
    } catch (IllegalAccessException e) {
      throw new LinkageError("the appender of this DuckDB driver is made otherwise", e);
    }
  }

  static int columnCount(long appender) {
    return Math.toIntExact(call(COLUMN_COUNT, appender));
  }

  /// Rows that a vector has room for.
  static int vectorSize() {
    try {
      return Math.toIntExact((long) VECTOR_SIZE.invokeExact());
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// A chunk with the columns of the appender's table.
  static long createChunk(long appender) {
    int columns = columnCount(appender);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment types = arena.allocate(JAVA_LONG, columns);
      for (int i = 0; i < columns; i++) {
        types.setAtIndex(JAVA_LONG, i, call(COLUMN_TYPE, appender, i));
      }
      long chunk = call(CREATE_CHUNK, types.address(), columns);
      for (int i = 0; i < columns; i++) {
        run(DESTROY_TYPE, types.asSlice(i * JAVA_LONG.byteSize()).address());
      }
      return chunk;
    }
  }

  static void destroyChunk(long chunk) {
    destroy(DESTROY_CHUNK, chunk);
  }

  /// Empties a chunk. The pointers into its vectors are no longer good then.
  static void resetChunk(long chunk) {
    run(RESET_CHUNK, chunk);
  }

  static void setSize(long chunk, int rows) {
    try {
      SET_SIZE.invokeExact(chunk, (long) rows);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  static long vector(long chunk, int column) {
    return call(VECTOR, chunk, column);
  }

  /// The number of a vector's type, a constant of the C interface.
  static int type(long vector) {
    long type = call(TYPE_OF, vector);
    try {
      return (int) TYPE_ID.invokeExact(type);
    } catch (Throwable e) {
      throw failed(e);
    } finally {
      destroy(DESTROY_TYPE, type);
    }
  }

  /// The values of a vector.
  static MemorySegment data(long vector, long bytes) {
    return MemorySegment.ofAddress(call(DATA, vector)).reinterpret(bytes);
  }

  /// The bits that say which values there are, made if all are there until now.
  static MemorySegment validity(long vector, int rows) {
    run(MAKE_VALIDITY, vector);
    return MemorySegment.ofAddress(call(VALIDITY, vector)).reinterpret((rows + 63L) / 64 * 8);
  }

  static long listChild(long vector) {
    return call(LIST_CHILD, vector);
  }

  static long structChild(long vector, int index) {
    return call(STRUCT_CHILD, vector, index);
  }

  static void reserveList(long vector, int size) {
    check(state(LIST_RESERVE, vector, size), "no room for a list of " + size);
  }

  static void sizeList(long vector, int size) {
    check(state(LIST_SIZE, vector, size), "no list of " + size);
  }

  /// Returns whether the chunk was taken; otherwise [#error] says why not.
  static boolean append(long appender, long chunk) {
    return state(APPEND, appender, chunk) == 0;
  }

  /// Returns whether the rows are in the table now; otherwise [#error] says why not.
  static boolean flush(long appender) {
    try {
      return (int) FLUSH.invokeExact(appender) == 0;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  static String error(long appender) {
    long text = call(ERROR, appender);
    return text == 0
        ? "no reason is known"
        : MemorySegment.ofAddress(text).reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static void destroy(MethodHandle function, long pointer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocate(JAVA_LONG);
      place.set(JAVA_LONG, 0, pointer);
      run(function, place.address());
    }
  }

  private static long call(MethodHandle function, long argument) {
    try {
      return (long) function.invokeExact(argument);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static long call(MethodHandle function, long first, long second) {
    try {
      return (long) function.invokeExact(first, second);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int state(MethodHandle function, long first, long second) {
    try {
      return (int) function.invokeExact(first, second);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void run(MethodHandle function, long argument) {
    try {
      function.invokeExact(argument);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void check(int state, String otherwise) {
    if (state != 0) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static AssertionError failed(Throwable e) {
    return new AssertionError("a function of C does not throw", e);
  }

  private static MethodHandle number(String name, int arguments) {
    return link(name, FunctionDescriptor.of(JAVA_LONG, numbers(arguments)));
  }

  private static MethodHandle state(String name, int arguments) {
    return link(name, FunctionDescriptor.of(JAVA_INT, numbers(arguments)));
  }

  private static MethodHandle nothing(String name, int arguments) {
    return link(name, FunctionDescriptor.ofVoid(numbers(arguments)));
  }

  private static MemoryLayout[] numbers(int arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments];
    Arrays.fill(layouts, JAVA_LONG);
    return layouts;
  }

  private static MethodHandle link(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), descriptor);
  }

  /// The one thing of the driver that is not public: where it keeps the appender it has made.
  private static Field appenderField() {
    List<Field> fields =
        Arrays.stream(DuckDBAppender.class.getDeclaredFields())
            .filter(field -> field.getName().equals("appenderRef"))
            .filter(field -> field.getType() == ByteBuffer.class)
            .toList();
    if (fields.isEmpty()) {
      throw new LinkageError("the appender of this DuckDB driver is made otherwise");
    }
    fields.getFirst().setAccessible(true);
    return fields.getFirst();
  }
}
