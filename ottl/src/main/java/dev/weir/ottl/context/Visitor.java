package dev.weir.ottl.context;

/// What a walk over a request does with the items it comes to.
public interface Visitor {

  /// Whether items of this context are visited.
  boolean visits(ContextName context);

  /// Looks at the item that the frame stands on, and changes it or not; false drops it. A resource,
  /// scope or metric that is left empty by that is dropped too; a span without events stays.
  boolean visit(ContextName context, Frame frame);

  /// Whether anything inside of the item that the frame stands on is to be visited.
  default boolean enters(ContextName context, Frame frame) {
    return true;
  }

  /// Whether items may be dropped. If not, empty envelopes stay.
  default boolean drops() {
    return false;
  }
}
