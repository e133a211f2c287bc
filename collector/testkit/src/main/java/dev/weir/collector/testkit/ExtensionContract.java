package dev.weir.collector.testkit;

import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ExtensionFactory;
import java.util.stream.Stream;

/// What every extension promises. An extension's test extends this and adds its own behaviour.
/// [#config()] must open free ports.
public abstract class ExtensionContract<C extends ComponentConfig> extends ComponentContract<C> {
  protected final ExtensionFactory<C> factory;

  protected ExtensionContract(ExtensionFactory<C> factory) {
    super(factory, ExtensionFactory.class, "extensions");
    this.factory = factory;
  }

  @Override
  final Stream<Component> components() {
    return Stream.of(factory.create(config(), new TestContext(factory.type())));
  }
}
