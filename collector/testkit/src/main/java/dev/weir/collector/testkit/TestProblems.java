package dev.weir.collector.testkit;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a configuration, as texts: `path: value (expected: …)` or `path:
/// sentence`.
public final class TestProblems implements Problems {
  private final String path;
  private final List<String> messages;
  private final List<String> warnings;
  private final List<String> settings;

  public TestProblems() {
    this("", new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private TestProblems(
      String path, List<String> messages, List<String> warnings, List<String> settings) {
    this.path = path;
    this.messages = messages;
    this.warnings = warnings;
    this.settings = settings;
  }

  /// What is wrong with `config` and with all its sub-sections, as the engine asks them.
  public static TestProblems of(ComponentConfig config) {
    TestProblems problems = new TestProblems();
    problems.visit(config);
    return problems;
  }

  /// The texts of errors, without warnings.
  public List<String> messages() {
    return List.copyOf(messages);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// The settings that have errors, as paths joined by `::`.
  public List<String> settings() {
    return List.copyOf(settings);
  }

  @Override
  public void add(String setting, @Nullable Object value, String expected) {
    add(setting, value + " (expected: " + expected + ")");
  }

  @Override
  public void add(String setting, String sentence) {
    settings.add(join(setting));
    messages.add(text(setting, sentence));
  }

  @Override
  public void warn(String setting, String sentence) {
    warnings.add(text(setting, sentence));
  }

  private void visit(@Nullable Object value) {
    switch (value) {
      case ComponentConfig section -> {
        section.validate(this);
        if (section instanceof Record section2) {
          visitParts(section2);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          at(String.valueOf(i)).visit(list.get(i));
        }
      }
      case Map<?, ?> map -> map.forEach((key, element) -> at(String.valueOf(key)).visit(element));
      case null, default -> {}
    }
  }

  private void visitParts(Record section) {
    for (RecordComponent part : section.getClass().getRecordComponents()) {
      TestProblems below = part.isAnnotationPresent(Inline.class) ? this : at(key(part));
      below.visit(read(part, section));
    }
  }

  private static String key(RecordComponent part) {
    Key key = part.getAnnotation(Key.class);
    return key != null && !key.value().isEmpty()
        ? key.value()
        : part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object read(RecordComponent part, Record section) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(section);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + part, e);
    }
  }

  private TestProblems at(String key) {
    return new TestProblems(join(key), messages, warnings, settings);
  }

  private String join(String setting) {
    return path.isEmpty() || setting.isEmpty() ? path + setting : path + "::" + setting;
  }

  private String text(String setting, String sentence) {
    String where = join(setting);
    return where.isEmpty() ? sentence : where + ": " + sentence;
  }
}
