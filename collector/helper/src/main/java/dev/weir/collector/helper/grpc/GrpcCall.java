package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.compress.CompressionException;
import dev.weir.collector.helper.net.EventLoops;
import dev.weir.otlp.wire.ByteRange;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One call. Messages come on the connection's event loop; a handler that may wait runs on a
/// virtual thread. A call usually has one message, and may have several, each of which must be
/// taken.
///
///     ARRIVING -> TAKEN (all messages have come)
///        |
///        +------> OVER (turned down, given up, or the client left)
final class GrpcCall extends ServerCall.Listener<RawMessage> {
  /// Reserved until more than this has come.
  static final int FIRST_RESERVE = 16 << 10;

  private enum State {
    ARRIVING,
    TAKEN,
    OVER
  }

  private final ServerCall<RawMessage, byte[]> call;
  private final GrpcHandler handler;
  private final MemoryBudget memory;
  private final Log log;
  private final int maxMessage;
  private final RequestInfo info;
  private final SlowCalls slowCalls;
  private final List<RawMessage> messages = new ArrayList<>(1);
  private final AtomicReference<State> state = new AtomicReference<>(State.ARRIVING);
  private final long begun = System.nanoTime();
  private volatile long arrived;
  private long reserved = FIRST_RESERVE;
  private @Nullable Compression encoding;

  /// The call has [#FIRST_RESERVE] bytes of the budget already.
  ///
  /// @param memory of the connection
  GrpcCall(
      ServerCall<RawMessage, byte[]> call,
      GrpcHandler handler,
      MemoryBudget memory,
      Log log,
      int maxMessage,
      RequestInfo info,
      SlowCalls slowCalls) {
    this.call = call;
    this.handler = handler;
    this.memory = memory;
    this.log = log;
    this.maxMessage = maxMessage;
    this.info = info;
    this.slowCalls = slowCalls;
  }

  /// When the call began, as [System#nanoTime()] tells it.
  long begun() {
    return begun;
  }

  /// Bytes of messages that have come.
  long arrived() {
    return arrived;
  }

  /// Bytes of a message came, which may not be complete. Runs on the event loop.
  void bytesCame(long count) {
    long all = arrived + count;
    arrived = all;
    if (all <= reserved || state.get() != State.ARRIVING) {
      return;
    }
    if (memory.tryReserve(all - reserved)) {
      reserved = all;
    } else if (isOver()) {
      release();
      refuse(call, turnDown(memory.refusal()));
    }
  }

  @Override
  public void onMessage(RawMessage message) {
    if (state.get() == State.ARRIVING) {
      messages.add(message);
      call.request(1);
    }
  }

  @Override
  public void onHalfClose() {
    if (!state.compareAndSet(State.ARRIVING, State.TAKEN)) {
      return;
    }
    slowCalls.remove(this);
    if (handler.mayBlock()) {
      Thread.ofVirtual().name("weir-grpc").start(this::work);
    } else {
      work();
    }
  }

  /// Gives up a client that is too slow. What came of its message is held until the stack has let
  /// go of it. Any thread may call it.
  void giveUp() {
    if (isOver()) {
      refuse(
          call,
          turnDown(
              new RetryableRefusal(
                  "the message did not come in time", null, GrpcHandler.TOO_SLOW)));
    }
  }

  @Override
  public void onCancel() {
    ended();
  }

  @Override
  public void onComplete() {
    ended();
  }

  private void ended() {
    if (isOver() || state.get() == State.OVER) {
      release();
    }
  }

  /// Whether nothing more is taken from now on; false when that was so before, or all was taken.
  private boolean isOver() {
    boolean over = state.compareAndSet(State.ARRIVING, State.OVER);
    if (over) {
      slowCalls.remove(this);
    }
    return over;
  }

  private void release() {
    messages.clear();
    memory.release(reserved);
    reserved = 0;
  }

  private void work() {
    try {
      answerInTime(handleAll());
    } catch (Refusal refusal) {
      refuse(call, refusal);
    } catch (RuntimeException | Error e) {
      log.log(Log.Level.ERROR, "Request failed", e, "method", handler.method());
      call.close(Status.INTERNAL.withDescription("internal error"), new Metadata());
    } finally {
      release(); // whoever took the messages holds them; the answer may be held back a while
    }
  }

  private byte[] handleAll() {
    if (messages.isEmpty()) {
      throw turnDown(invalid("the call has no message"));
    }
    encoding = messages.getFirst().compression;
    byte[] answer = {};
    for (RawMessage message : messages) {
      answer = handle(message);
    }
    return answer;
  }

  private byte[] handle(RawMessage message) {
    Compression compression = message.compression;
    if (compression != null) {
      return decompressAndHandle(ByteRange.of(message.bytes), compression);
    }
    if (message.bytes.length > maxMessage) {
      throw turnDown(
          tooLarge("received message larger than max (" + message.bytes.length + " vs. ", ")"));
    }
    return handler.handle(new GrpcRequest(ByteRange.of(message.bytes), null, info));
  }

  private byte[] decompressAndHandle(ByteRange compressed, Compression compression) {
    long expected;
    try {
      expected = compression.expectedSize(compressed, maxMessage);
      if (!memory.tryReserve(expected)) {
        throw turnDown(memory.refusal());
      }
      reserved += expected;
      ByteRange plain = compression.decompress(compressed, maxMessage);
      memory.reserve(plain.length() - expected);
      reserved += plain.length() - expected;
      return handler.handle(
          new GrpcRequest(plain, new Encoded(compression.encoding(), compressed.buffer()), info));
    } catch (CompressionException e) {
      throw turnDown(
          e.isTooLarge()
              ? tooLarge("received message after decompression larger than max ", "")
              : invalid("grpc: failed to decompress the received message: " + e.getMessage()));
    }
  }

  private Refusal turnDown(Refusal refusal) {
    handler.turnedDown(refusal);
    return refusal;
  }

  private static PermanentRefusal invalid(String message) {
    return new PermanentRefusal(PermanentRefusal.Reason.INVALID, message);
  }

  private PermanentRefusal tooLarge(String before, String after) {
    return new PermanentRefusal(
        PermanentRefusal.Reason.TOO_LARGE, "grpc: " + before + maxMessage + after);
  }

  /// Answers at once, or when the senders have been held back for as long as the budget asks.
  private void answerInTime(byte[] bytes) {
    long delay = memory.answerDelayNanos();
    if (delay == 0) {
      answer(bytes);
    } else {
      var _ = EventLoops.shared().schedule(() -> answer(bytes), delay, TimeUnit.NANOSECONDS);
    }
  }

  /// Names the encoding of the request, as clients expect; the answer itself is too small to gain
  /// by it.
  private void answer(byte[] bytes) {
    Compression compression = encoding;
    if (compression != null) {
      call.setCompression(compression.encoding());
    }
    call.sendHeaders(new Metadata());
    call.setMessageCompression(false);
    call.sendMessage(bytes);
    call.close(Status.OK, new Metadata());
  }

  static void refuse(ServerCall<?, ?> call, Refusal refusal) {
    call.close(GrpcStatus.of(refusal), GrpcStatus.trailers(refusal));
  }
}
