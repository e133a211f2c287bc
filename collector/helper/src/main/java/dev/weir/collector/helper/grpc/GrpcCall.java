package dev.weir.collector.helper.grpc;

import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.Log;
import dev.weir.collector.api.MemoryBudget;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
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
import org.jspecify.annotations.Nullable;

/// One call. Messages come on the connection's event loop; a handler that may wait runs on a
/// virtual thread. A call usually has one message, and may have several, each of which must be
/// taken.
final class GrpcCall extends ServerCall.Listener<RawMessage> {
  /// Reserved until the message's size is known.
  static final int FIRST_RESERVE = 16 << 10;

  private final ServerCall<RawMessage, byte[]> call;
  private final GrpcHandler handler;
  private final MemoryBudget memory;
  private final Log log;
  private final int maxMessage;
  private final RequestInfo info;
  private final List<RawMessage> messages = new ArrayList<>(1);
  private long reserved = FIRST_RESERVE;
  private long arrived;
  private boolean over;
  private @Nullable Compression encoding;

  /// The call has [#FIRST_RESERVE] bytes of the budget already.
  GrpcCall(
      ServerCall<RawMessage, byte[]> call,
      GrpcHandler handler,
      MemoryBudget memory,
      Log log,
      int maxMessage,
      RequestInfo info) {
    this.call = call;
    this.handler = handler;
    this.memory = memory;
    this.log = log;
    this.maxMessage = maxMessage;
    this.info = info;
  }

  @Override
  public void onMessage(RawMessage message) {
    if (over) {
      return;
    }
    arrived += message.bytes.length;
    if (arrived > reserved) {
      if (!memory.tryReserve(arrived - reserved)) {
        end();
        refuse(call, turnDown(memory.refusal()));
        return;
      }
      reserved = arrived;
    }
    messages.add(message);
    call.request(1);
  }

  @Override
  public void onHalfClose() {
    if (over) {
      return;
    }
    over = true;
    if (handler.mayBlock()) {
      Thread.ofVirtual().name("weir-grpc").start(this::work);
    } else {
      work();
    }
  }

  @Override
  public void onCancel() {
    if (!over) {
      end();
    }
  }

  /// Nothing more is taken, and nothing was handed on.
  private void end() {
    over = true;
    messages.clear();
    memory.release(reserved);
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
      messages.clear(); // whoever took them holds them; the call may wait a while for its answer
      memory.release(reserved);
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
