package dev.weir.collector.api;

/// What an extension is given.
public interface ExtensionContext extends ComponentContext {

  /// The health of the collector as a whole.
  Health health();
}
