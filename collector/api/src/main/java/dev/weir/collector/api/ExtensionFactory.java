package dev.weir.collector.api;

/// Makes the extensions of one type.
public non-sealed interface ExtensionFactory<C extends ComponentConfig>
    extends ComponentFactory<C> {

  Stability stability();

  /// Makes the extension. The settings are valid.
  Extension create(C config, ExtensionContext context);
}
