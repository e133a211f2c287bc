package dev.weir.collector.api;

/// Something with a life: created, started, used, shut down.
///
/// The engine starts extensions, then exporters, processors and connectors, then receivers, and
/// shuts down in the reverse order, so that whoever a component hands its data to is there for as
/// long as it is. Both methods are called by one thread.
public interface Component {

  /// Opens what has to be open before data flows. May wait.
  ///
  /// @throws StartException when the component cannot work, with a text for the user
  default void start() {}

  /// Takes no more, hands on what is held, and lets go of everything, by `deadline` at the latest.
  /// What could not be handed on is counted with [ComponentContext#losses()]. Safe to call twice,
  /// and without [#start].
  default void shutdown(Deadline deadline) {}
}
