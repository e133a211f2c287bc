package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/// What every component promises, whatever its kind. Extend the contract of the kind.
public abstract class ComponentContract<C extends ComponentConfig> {
  private static final String SNAKE_CASE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

  private final ComponentFactory<C> factory;
  private final Class<?> kind;
  private final String section;

  /// @param kind the service under which factories of the kind are found
  /// @param section the top-level key of the kind, such as `processors`
  ComponentContract(ComponentFactory<C> factory, Class<?> kind, String section) {
    this.factory = factory;
    this.kind = kind;
    this.section = section;
  }

  /// The settings that the contract's tests use; the default ones unless overridden.
  protected C config() {
    return factory.defaultConfig();
  }

  /// The settings that a user has to write, as the default ones report them missing.
  protected List<String> requiredKeys() {
    return List.of();
  }

  /// The time that a component has for its shutdown in the contract's tests.
  protected static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  /// One component for each signal, path or whatever tells those of a factory apart.
  abstract Stream<Component> components();

  @Test
  void type_isLowerSnakeCase() {
    assertThat(factory.type()).matches(SNAKE_CASE);
    assertThat(factory.formerTypes()).doesNotHaveDuplicates().doesNotContain(factory.type());
  }

  @Test
  void defaultConfig_isValidButForRequiredKeys() {
    assertThat(TestProblems.of(factory.defaultConfig()).settings())
        .containsExactlyInAnyOrderElementsOf(requiredKeys());
  }

  @Test
  void config_ofTheContract_isValid() {
    assertThat(TestProblems.of(config()).messages()).isEmpty();
  }

  @Test
  void factory_isFoundAsAService() throws IOException {
    assertThat(ServiceLoader.load(kind)).hasAtLeastOneElementOfType(factory.getClass());
    assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
        .contains(factory.getClass().getSimpleName());
  }

  @Test
  void packageInfo_showsAnExample() throws IOException {
    String folder = factory.getClass().getPackageName().replace('.', '/');
    assertThat(Files.readString(Path.of("src/main/java", folder, "package-info.java")))
        .contains("/// ```yaml\n")
        .contains("/// " + section + ":\n")
        .contains("///   " + factory.type() + ":");
  }

  @Test
  void shutdown_worksWithoutStartAndTwice() {
    components()
        .forEach(component -> {
          component.shutdown(soon());
          component.shutdown(soon());
        });
  }

  @Test
  void shutdown_worksTwiceAfterStart() {
    components()
        .forEach(component -> {
          component.start();
          component.shutdown(soon());
          component.shutdown(soon());
        });
  }

  /// The same test for each signal that a factory declares.
  static Stream<DynamicTest> forEach(Map<Signal, Stability> signals, Consumer<Signal> test) {
    assertThat(signals).as("signals that the factory declares").isNotEmpty();
    return signals.keySet().stream()
        .map(signal -> DynamicTest.dynamicTest(signal.key(), () -> test.accept(signal)));
  }
}
