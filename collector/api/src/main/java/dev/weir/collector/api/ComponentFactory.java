package dev.weir.collector.api;

import java.util.List;

/// Makes the components of one type. Found by [java.util.ServiceLoader]; making a factory costs
/// nothing, so heavy libraries are first touched when a component is created.
///
/// @param <C> the settings
public sealed interface ComponentFactory<C extends ComponentConfig>
    permits ReceiverFactory, ProcessorFactory, ExporterFactory, ConnectorFactory, ExtensionFactory {

  /// The name the user writes, in `lower_snake_case`.
  String type();

  /// Spellings of earlier years that still work.
  default List<String> formerTypes() {
    return List.of();
  }

  /// The settings that apply when the user writes none. Need not be valid: some keys are required.
  C defaultConfig();
}
