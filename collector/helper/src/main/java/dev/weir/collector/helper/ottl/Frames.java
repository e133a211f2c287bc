package dev.weir.collector.helper.ottl;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RequestInfo;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Client;
import dev.weir.ottl.context.Frame;
import java.util.concurrent.ArrayBlockingQueue;

/// Frames that are used again, since a new one for each small batch would cost more than running
/// it. Any thread may use it.
public final class Frames {
  private static final int KEPT = 16;

  private final ArrayBlockingQueue<Frame> idle = new ArrayBlockingQueue<>(KEPT);
  private final Slots slots;

  /// Frames for programs that are all compiled.
  public Frames(Slots slots) {
    this.slots = slots;
  }

  /// A frame for one batch. Give it back with [#release].
  public Frame acquire(Batch batch) {
    Frame frame = idle.poll();
    return (frame == null ? slots.newFrame() : frame).client(client(batch.request()));
  }

  /// Takes a frame back, which forgets what it stood on.
  public void release(Frame frame) {
    frame.clear();
    idle.offer(frame);
  }

  /// The sender of a request.
  public static Client client(RequestInfo request) {
    return request.equals(RequestInfo.NONE)
        ? Client.NONE
        : new Client(request.peerAddress(), request.metadata(), request.attributes());
  }
}
