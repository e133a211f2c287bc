package dev.weir.collector.helper.ottl;

import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.BitSet;
import java.util.function.Predicate;

/// Divides one request into what is taken of it and what is left, in two walks: the first keeps
/// what is taken and remembers the answers, the second keeps the rest. For one request and one
/// thread.
public final class Split {
  private final ContextName context;
  private final Predicate<Frame> takes;
  private final BitSet taken = new BitSet();
  private int visited;

  /// @param context of the items
  /// @param takes whether the item that the frame stands on is taken
  public Split(ContextName context, Predicate<Frame> takes) {
    this.context = context;
    this.takes = takes;
  }

  /// The visitor of the first walk.
  public Visitor first() {
    return new Keeper() {
      @Override
      public boolean visit(ContextName context, Frame frame) {
        boolean isTaken = takes.test(frame);
        taken.set(visited++, isTaken);
        return isTaken;
      }
    };
  }

  /// Nothing was taken.
  public boolean isNone() {
    return taken.isEmpty();
  }

  /// Everything was taken.
  public boolean isAll() {
    return taken.cardinality() == visited;
  }

  /// The visitor of the second walk, over the same request.
  public Visitor rest() {
    return new Keeper() {
      private int next;

      @Override
      public boolean visit(ContextName context, Frame frame) {
        return !taken.get(next++);
      }
    };
  }

  private abstract class Keeper implements Visitor {
    @Override
    public boolean visits(ContextName visited) {
      return visited == context;
    }

    @Override
    public boolean drops() {
      return true;
    }
  }
}
