package dev.weir.collector.helper.http;

import dev.weir.collector.api.MemoryBudget;
import dev.weir.otlp.wire.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.PlatformDependent;
import java.util.Arrays;

/// The body of a request as it comes in, with its share of the memory budget.
///
/// When the client declares the length, all of it is reserved at once, and small bodies are read
/// straight into their final array; the array of a large one grows with what really comes, so that
/// announcing costs nothing. Otherwise both grow.
final class HttpBody {
  private static final int MAX_FIRST = 1 << 20;
  private static final int FIRST_UNDECLARED = 16 << 10;

  private final MemoryBudget memory;
  private final int maxLength;
  private final boolean declared;
  private long reserved;
  private byte[] bytes = {};
  private int length;

  private HttpBody(MemoryBudget memory, int maxLength, boolean declared) {
    this.memory = memory;
    this.maxLength = maxLength;
    this.declared = declared;
  }

  /// @param contentLength what the client declares, or -1
  /// @param maxBody the limit for bodies that declare nothing
  static HttpBody of(MemoryBudget memory, long contentLength, int maxBody) {
    return contentLength < 0
        ? new HttpBody(memory, maxBody, false)
        : new HttpBody(memory, (int) contentLength, true);
  }

  /// Asks for the memory to begin with. False when there is none.
  boolean admit() {
    return reserve(declared ? maxLength : Math.min(maxLength, FIRST_UNDECLARED));
  }

  private boolean reserve(long wanted) {
    if (wanted > reserved) {
      if (!memory.tryReserve(wanted - reserved)) {
        return false;
      }
      reserved = wanted;
    }
    return true;
  }

  boolean fits(ByteBuf more) {
    return more.readableBytes() <= maxLength - length;
  }

  /// Takes bytes that fit. False when there is no memory for them.
  boolean append(ByteBuf more) {
    int count = more.readableBytes();
    if (count > bytes.length - length && !grow(length + count)) {
      return false;
    }
    more.readBytes(bytes, length, count);
    length += count;
    return true;
  }

  private boolean grow(int needed) {
    int first = Math.min(maxLength, declared ? MAX_FIRST : FIRST_UNDECLARED);
    long doubled = Math.min(maxLength, bytes.length * 2L);
    int capacity = (int) Math.max(needed, Math.max(first, doubled));
    if (!reserve(capacity)) {
      return false;
    }
    bytes =
        length == 0
            ? PlatformDependent.allocateUninitializedArray(capacity)
            : Arrays.copyOf(bytes, capacity);
    return true;
  }

  int length() {
    return length;
  }

  /// What has come. An array that is far too large is cut, since a batch may live long.
  ByteRange range() {
    if (bytes.length - length > bytes.length / 4) {
      bytes = Arrays.copyOf(bytes, length);
    }
    return new ByteRange(bytes, 0, length);
  }

  /// Gives the memory back. Safe to call twice.
  void release() {
    memory.release(reserved);
    reserved = 0;
  }
}
