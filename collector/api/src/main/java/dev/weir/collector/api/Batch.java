package dev.weir.collector.api;

import dev.weir.otlp.Signal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes of one OTLP `Export…ServiceRequest`, with what the pipeline knows about them.
///
/// A batch is immutable for ever: whoever makes one gives the array away and nobody writes to it
/// again, so it may be kept, shared and read by any thread without a copy. The bytes have passed
/// the full-depth scan, so views read them without checking again. A batch holds at least one item.
public final class Batch {
  private final Signal signal;
  private final byte[] buffer;
  private final int offset;
  private final int length;
  private final int items;
  private final RequestInfo request;
  private final @Nullable Encoded encoded;

  private Batch(
      Signal signal,
      byte[] buffer,
      int offset,
      int length,
      int items,
      RequestInfo request,
      @Nullable Encoded encoded) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.signal = signal;
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    this.items = items;
    this.request = request;
    this.encoded = encoded;
  }

  /// A batch of scanned bytes. The caller gives the array away.
  public static Batch of(
      Signal signal, byte[] buffer, int offset, int length, int items, RequestInfo request) {
    return new Batch(signal, buffer, offset, length, items, request, null);
  }

  /// A batch that fills its whole array and comes from no request.
  public static Batch of(Signal signal, byte[] buffer, int items) {
    return of(signal, buffer, 0, buffer.length, items, RequestInfo.NONE);
  }

  /// The same batch, with the compressed form in which it arrived.
  public Batch withEncoded(Encoded arrived) {
    return new Batch(signal, buffer, offset, length, items, request, arrived);
  }

  /// Other bytes for the same request: what a processor hands on after it changed something. The
  /// compressed form is gone, since it no longer says the same.
  public Batch withBytes(byte[] buffer, int offset, int length, int items) {
    return new Batch(signal, buffer, offset, length, items, request, null);
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
    return buffer;
  }

  public int offset() {
    return offset;
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
}
