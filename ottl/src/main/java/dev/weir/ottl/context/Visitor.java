package dev.weir.ottl.context;

/// What a walk over a request does with the items it comes to.
public interface Visitor {

  /// Whether items of this context are visited.
  boolean visits(ContextName context);

  /// Looks at the item that the frame stands on, and changes it or not; false drops it. A resource,
  /// scope or metric that is left empty by that is dropped too; a span without events stays.
  boolean visit(ContextName context, Frame frame);

  /// What becomes of what is inside of the item that the frame stands on.
  default Inside inside(ContextName context, Frame frame) {
    return Inside.VISITED;
  }

  /// What becomes of what is inside of an item.
  enum Inside {
    /// The walk goes there.
    VISITED,
    /// It stays as it is.
    KEPT,
    /// It is dropped, and the item with it.
    DROPPED
  }

  /// Whether items may be dropped. If not, empty envelopes stay.
  default boolean drops() {
    return false;
  }
}
