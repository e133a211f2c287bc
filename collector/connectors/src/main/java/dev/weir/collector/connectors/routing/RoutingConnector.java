package dev.weir.collector.connectors.routing;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.ottl.Frames;
import dev.weir.collector.helper.ottl.Split;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.context.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Offers each batch to its routes in order.
///
/// Parts go to their pipelines one after the other. If one is refused for now, so is the batch, and
/// what other pipelines took they get again: the sender knows nothing of parts. A part that is
/// refused for good is counted as lost, unless nothing else was taken.
final class RoutingConnector implements Connector {
  /// One route.
  ///
  /// @param moves whether later routes do not see what it took
  record Route(Matcher matcher, boolean moves, Consumer next) {}

  /// A part of a batch on its way.
  private record Part(Batch batch, Consumer next) {}

  private final Signal signal;
  private final List<Route> routes;
  private final @Nullable Consumer otherwise;
  private final boolean matchOnce;
  private final ErrorMode errorMode;
  private final ErrorListener listener;
  private final Frames frames;
  private final ConnectorContext context;

  RoutingConnector(
      Signal signal,
      List<Route> routes,
      @Nullable Consumer otherwise,
      RoutingConfig config,
      ErrorListener listener,
      Slots slots,
      ConnectorContext context) {
    this.signal = signal;
    this.routes = routes;
    this.otherwise = otherwise;
    this.matchOnce = config.matchOnce();
    this.errorMode = config.errorMode();
    this.listener = listener;
    this.frames = new Frames(slots);
    this.context = context;
  }

  @Override
  public void consume(Batch batch) {
    deliver(divided(batch));
  }

  @Override
  public boolean mayBlock() {
    return (otherwise != null && otherwise.mayBlock())
        || routes.stream().anyMatch(route -> route.next().mayBlock());
  }

  private List<Part> divided(Batch batch) {
    List<Part> parts = new ArrayList<>();
    Batch left = batch;
    Batch unmatched = batch;
    for (Route route : routes) {
      if (left == null) {
        break;
      }
      Division division = divide(left, route.matcher());
      if (division.taken != null) {
        parts.add(new Part(division.taken, route.next()));
      }
      if (!matchOnce) {
        unmatched = unmatched == null ? null : divide(unmatched, route.matcher()).rest;
      } else if (route.moves()) {
        left = division.rest;
      }
    }
    Batch rest = matchOnce ? left : unmatched;
    if (rest != null && otherwise != null) {
      parts.add(new Part(rest, otherwise));
    } else if (rest != null) {
      context.losses().dropped(signal, rest.items(), "not_routed");
    }
    return parts;
  }

  /// What a route takes and leaves of a batch; null where that is nothing.
  private record Division(@Nullable Batch taken, @Nullable Batch rest) {}

  private Division divide(Batch batch, Matcher matcher) {
    if (matcher.request() != null) {
      boolean takes = matcher.request().test(batch);
      return new Division(takes ? batch : null, takes ? null : batch);
    }
    Split split = new Split(matcher.context(), frame -> takes(matcher, frame));
    try {
      Batch taken = walked(batch, split.first());
      if (split.isNone()) {
        return new Division(null, batch);
      }
      return new Division(taken, split.isAll() ? null : walked(batch, split.rest()));
    } catch (EvaluationException e) {
      throw new PermanentRefusal(
          PermanentRefusal.Reason.REJECTED,
          "a condition of the routing connector failed: " + e.getMessage());
    }
  }

  private boolean takes(Matcher matcher, Frame frame) {
    CompiledCondition condition = matcher.condition();
    Statement statement = matcher.statement();
    try {
      return condition != null ? condition.test(frame) : statement != null && statement.run(frame);
    } catch (EvaluationException e) {
      if (errorMode == ErrorMode.PROPAGATE) {
        throw e;
      }
      if (errorMode == ErrorMode.IGNORE) {
        listener.failed(condition != null ? condition.text() : text(statement), e);
      }
      return false;
    }
  }

  private static String text(@Nullable Statement statement) {
    return statement == null ? "" : statement.text();
  }

  private @Nullable Batch walked(Batch batch, Visitor visitor) {
    Frame frame = frames.acquire(batch);
    try {
      ByteRange before = batch.range();
      ByteRange after = Walk.over(signal, before, frame, visitor).bytes();
      if (after == before) {
        return batch;
      }
      int items = Walk.count(signal, after);
      return items == 0
          ? null
          : batch.withBytes(after.buffer(), after.offset(), after.length(), items);
    } finally {
      frames.release(frame);
    }
  }

  private void deliver(List<Part> parts) {
    RetryableRefusal forNow = null;
    PermanentRefusal forGood = null;
    long lost = 0;
    int taken = 0;
    for (Part part : parts) {
      try {
        part.next().consume(part.batch());
        taken++;
      } catch (RetryableRefusal refusal) {
        forNow = refusal;
      } catch (PermanentRefusal refusal) {
        forGood = refusal;
        lost += part.batch().items();
      }
    }
    if (forNow != null) {
      throw forNow;
    }
    if (forGood != null && taken == 0) {
      throw forGood;
    }
    if (forGood != null) {
      context.losses().lost(signal, lost, "rejected", String.valueOf(forGood.getMessage()));
    }
  }
}
