package dev.weir.collector.helper.compress;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.otlp.wire.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Bare deflate (RFC 1951) by the system's libdeflate, which takes a half or a third of the time
/// that zlib takes and only knows whole buffers. Without that library there is no instance, and
/// zlib does the work; `-Dweir.libdeflate=off` has the same effect. Any thread may call it.
@SuppressWarnings("restricted") // native access is what it is for, and the launcher allows it
final class Libdeflate {
  /// A call keeps collections of the garbage collector waiting, so larger bodies go by zlib.
  private static final int MAX_BYTES = 8 << 20;

  private static final int SLACK = 64;
  private static final int SUCCESS = 0;

  static final @Nullable Libdeflate INSTANCE = load();

  private final MethodHandle inflate;
  private final MethodHandle deflate;
  private final MethodHandle bound;
  private final Pool<MemorySegment> decompressors;
  private final Pool<MemorySegment>[] compressors;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Libdeflate(SymbolLookup library) {
    FunctionDescriptor make = FunctionDescriptor.of(ADDRESS);
    MethodHandle makeDecompressor = function(library, "alloc_decompressor", make);
    FunctionDescriptor free = FunctionDescriptor.ofVoid(ADDRESS);
    MethodHandle freeDecompressor = function(library, "free_decompressor", free);
    FunctionDescriptor makeOfLevel = FunctionDescriptor.of(ADDRESS, JAVA_INT);
    MethodHandle makeCompressor = function(library, "alloc_compressor", makeOfLevel);
    MethodHandle freeCompressor = function(library, "free_compressor", free);
    inflate =
        function(
            library,
            "deflate_decompress_ex",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
            Linker.Option.critical(true));
    deflate =
        function(
            library,
            "deflate_compress",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG),
            Linker.Option.critical(true));
    bound =
        function(
            library,
            "deflate_compress_bound",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG));
    decompressors =
        new Pool<>(
            () -> made(() -> (MemorySegment) makeDecompressor.invokeExact()),
            it -> run(() -> freeDecompressor.invokeExact(it)));
    compressors = new Pool[Deflater.BEST_COMPRESSION + 1];
    for (int level = 0; level < compressors.length; level++) {
      int chosen = level;
      compressors[level] =
          new Pool<>(
              () -> made(() -> (MemorySegment) makeCompressor.invokeExact(chosen)),
              it -> run(() -> freeCompressor.invokeExact(it)));
    }
  }

  /// Inflates one stream into the room that `out` has, and returns where the stream ended; or -1,
  /// with `out` as it was, when there is not enough room or something is wrong with the bytes.
  int inflate(byte[] in, int offset, int end, Output out) {
    if (out.room() > MAX_BYTES) {
      return -1;
    }
    MemorySegment decompressor = decompressors.take();
    long[] counts = new long[2]; // bytes that were read and written
    try {
      MemorySegment from = MemorySegment.ofArray(in).asSlice(offset);
      MemorySegment to = MemorySegment.ofArray(out.bytes).asSlice(out.length);
      MemorySegment read = MemorySegment.ofArray(counts);
      int result =
          (int)
              inflate.invokeExact(
                  decompressor,
                  from,
                  (long) end - offset,
                  to,
                  (long) out.room(),
                  read,
                  read.asSlice(Long.BYTES));
      if (result != SUCCESS) {
        return -1;
      }
    } catch (Throwable e) {
      throw new IllegalStateException("libdeflate", e);
    } finally {
      decompressors.giveBack(decompressor);
    }
    out.length += (int) counts[1];
    return offset + (int) counts[0];
  }

  /// Deflates after `before` bytes that are left free, with `after` free bytes at the end; or null
  /// when the bytes are too many.
  byte @Nullable [] deflate(ByteRange in, int level, int before, int after) {
    if (in.length() > MAX_BYTES) {
      return null;
    }
    MemorySegment compressor = compressors[level].take();
    try {
      byte[] out = new byte[before + in.length() / 3 + SLACK + after];
      int written = deflate(compressor, in, out, before, after);
      if (written == 0) {
        long room = (long) bound.invokeExact(compressor, (long) in.length());
        out = new byte[before + (int) room + after];
        written = deflate(compressor, in, out, before, after);
      }
      return Arrays.copyOf(out, before + written + after);
    } catch (Throwable e) {
      throw new IllegalStateException("libdeflate", e);
    } finally {
      compressors[level].giveBack(compressor);
    }
  }

  /// Returns how many bytes were written, or 0 when they do not fit.
  private int deflate(MemorySegment compressor, ByteRange in, byte[] out, int before, int after)
      throws Throwable {
    MemorySegment from = MemorySegment.ofArray(in.buffer()).asSlice(in.offset());
    MemorySegment to = MemorySegment.ofArray(out).asSlice(before);
    long room = (long) out.length - before - after;
    return (int) (long) deflate.invokeExact(compressor, from, (long) in.length(), to, room);
  }

  private static @Nullable Libdeflate load() {
    if ("off".equals(System.getProperty("weir.libdeflate"))) {
      return null;
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String file =
        system.contains("mac")
            ? "libdeflate.0.dylib"
            : system.contains("windows") ? "libdeflate.dll" : "libdeflate.so.0";
    try {
      return new Libdeflate(SymbolLookup.libraryLookup(file, Arena.global()));
    } catch (IllegalArgumentException | IllegalCallerException e) {
      return null; // not installed, or native access is not allowed
    }
  }

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor type, Linker.Option... options) {
    Optional<MemorySegment> symbol = library.find("libdeflate_" + name);
    if (symbol.isEmpty()) {
      throw new IllegalArgumentException("libdeflate has no " + name);
    }
    return Linker.nativeLinker().downcallHandle(symbol.get(), type, options);
  }

  private interface Call {
    void run() throws Throwable;
  }

  private interface Make {
    MemorySegment make() throws Throwable;
  }

  private static void run(Call call) {
    try {
      call.run();
    } catch (Throwable e) {
      throw new IllegalStateException("libdeflate", e);
    }
  }

  private static MemorySegment made(Make make) {
    try {
      MemorySegment made = make.make();
      if (made.equals(MemorySegment.NULL)) {
        throw new OutOfMemoryError("libdeflate");
      }
      return made;
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libdeflate", e);
    }
  }
}
