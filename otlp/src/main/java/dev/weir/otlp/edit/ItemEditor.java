package dev.weir.otlp.edit;

/// Looks at items one after the other and changes those it wants to. Called by many threads at once
/// if its user edits on many threads.
@FunctionalInterface
public interface ItemEditor {
  /// Called for every item. It is valid until this returns.
  void edit(ItemEdit item);

  /// Whether anything below this resource is to be looked at. What is refused here is not walked.
  default boolean entersResource(Enclosing enclosing) {
    return true;
  }

  /// Whether anything below this scope is to be looked at. What is refused here is not walked.
  default boolean entersScope(Enclosing enclosing) {
    return true;
  }
}
