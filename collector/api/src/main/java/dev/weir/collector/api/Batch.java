package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of one OTLP `Export…ServiceRequest`, with what the pipeline knows about them.
///
/// A batch is immutable for ever: whoever makes one gives the array away and nobody writes to it
/// again, so it may be kept, shared and read by any thread without a copy. The bytes have passed
/// the full-depth scan, so views read them without checking again. A batch holds at least one item.
///
/// Most batches are one range of one array. One made by [#join] or [#withRanges] is several ranges
/// that say one message when read in order, of which each alone may say nothing: who only sends
/// bytes reads [#ranges()] and copies nothing; who asks for [#buffer()] gets one array, made at the
/// first call and kept.
public final class Batch {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private final Signal signal;
  private volatile List<ByteRange> ranges;
  private final int length;
  private final int items;
  private final RequestInfo request;
  private final @Nullable Encoded encoded;

  private Batch(
      Signal signal,
      List<ByteRange> ranges,
      int length,
      int items,
      RequestInfo request,
      @Nullable Encoded encoded) {
    this.signal = signal;
    this.ranges = ranges;
    this.length = length;
    this.items = items;
    this.request = request;
    this.encoded = encoded;
  }

  /// A batch of scanned bytes. The caller gives the array away.
  public static Batch of(
      Signal signal, byte[] buffer, int offset, int length, int items, RequestInfo request) {
    return new Batch(
        signal, List.of(new ByteRange(buffer, offset, length)), length, items, request, null);
  }

  /// Several batches of one signal as one, without a copy. Not for profiles, whose dictionaries
  /// would have to be merged.
  ///
  /// @throws IllegalArgumentException when there are none, their signals differ or may not be
  ///   joined, or together they are larger than an array can be
  public static Batch join(List<Batch> batches, RequestInfo request) {
    Signal signal = batches.isEmpty() ? Signal.PROFILES : batches.getFirst().signal;
    List<ByteRange> ranges = new ArrayList<>(batches.size());
    long length = 0;
    long items = 0;
    for (Batch batch : batches) {
      if (batch.signal != signal || signal == Signal.PROFILES) {
        throw new IllegalArgumentException(
            batch + " (expected: batches of one signal, no profiles)");
      }
      ranges.addAll(batch.ranges);
      length += batch.length;
      items += batch.items;
    }
    if (ranges.isEmpty() || length > MAX_LENGTH || items > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          batches.size() + " batches of " + length + " bytes (expected: 1 to " + MAX_LENGTH + ")");
    }
    return new Batch(signal, List.copyOf(ranges), (int) length, (int) items, request, null);
  }

  /// A batch that fills its whole array and comes from no request.
  public static Batch of(Signal signal, byte[] buffer, int items) {
    return of(signal, buffer, 0, buffer.length, items, RequestInfo.NONE);
  }

  /// The same batch, with the compressed form in which it arrived.
  public Batch withEncoded(Encoded arrived) {
    return new Batch(signal, ranges, length, items, request, arrived);
  }

  /// Other bytes for the same request: what a processor hands on after it changed something. The
  /// compressed form is gone, since it no longer says the same.
  public Batch withBytes(byte[] buffer, int offset, int length, int items) {
    return of(signal, buffer, offset, length, items, request);
  }

  /// Other bytes for the same request, in pieces that say one message when read in order.
  public Batch withRanges(List<ByteRange> pieces, int items) {
    long length = pieces.stream().mapToLong(ByteRange::length).sum();
    if (pieces.isEmpty() || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          pieces.size() + " ranges of " + length + " bytes (expected: 1 to " + MAX_LENGTH + ")");
    }
    return new Batch(signal, List.copyOf(pieces), (int) length, items, request, null);
  }

  /// The same bytes, on behalf of another request.
  public Batch withRequest(RequestInfo other) {
    return new Batch(signal, ranges, length, items, other, encoded);
  }

  /// [#withBytes(byte\[\], int, int, int)] with a whole array.
  public Batch withBytes(byte[] buffer, int items) {
    return withBytes(buffer, 0, buffer.length, items);
  }

  public Signal signal() {
    return signal;
  }

  /// The array that holds the message from [#offset()] for [#length()] bytes. Never write to it.
  public byte[] buffer() {
    return range().buffer();
  }

  public int offset() {
    return range().offset();
  }

  /// The message in pieces, to be read in order.
  public List<ByteRange> ranges() {
    return ranges;
  }

  /// The message as one range.
  public ByteRange range() {
    List<ByteRange> pieces = ranges;
    return pieces.size() == 1 ? pieces.getFirst() : gathered(pieces);
  }

  /// Size of the message in bytes.
  public int length() {
    return length;
  }

  /// Number of spans, data points, log records or samples.
  public int items() {
    return items;
  }

  public RequestInfo request() {
    return request;
  }

  /// The compressed form in which these very bytes arrived, or null. An exporter with the same
  /// compression may send it as it is.
  public @Nullable Encoded encoded() {
    return encoded;
  }

  @Override
  public String toString() {
    return "Batch[" + items + " " + signal.items() + ", " + length + " bytes]";
  }

  /// Two threads may both gather, and then hold equal bytes.
  private ByteRange gathered(List<ByteRange> pieces) {
    byte[] whole = new byte[length];
    int at = 0;
    for (ByteRange piece : pieces) {
      System.arraycopy(piece.buffer(), piece.offset(), whole, at, piece.length());
      at += piece.length();
    }
    ByteRange range = ByteRange.of(whole);
    ranges = List.of(range);
    return range;
  }
}
