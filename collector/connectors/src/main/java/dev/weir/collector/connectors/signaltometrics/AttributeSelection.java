package dev.weir.collector.connectors.signaltometrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.connectors.signaltometrics.Definition.Source;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.value.Values;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which attributes of an item or of its resource a metric has. Immutable.
final class AttributeSelection {
  private final List<Entry> entries;
  private final List<byte[]> required;
  private final @Nullable Collection<Choice> fixed;

  /// What the settings name: a key, or an expression that gives keys.
  ///
  /// @param required whether items without it do not count
  record Entry(
      String key, @Nullable Source keys, boolean required, @Nullable EncodedValue defaultValue) {}

  /// An attribute that is wanted.
  ///
  /// @param key its name in UTF-8
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Choice(String name, byte[] key, @Nullable EncodedValue defaultValue) {
    /// Its value among `attributes`, or its default; null if there is neither.
    @Nullable EncodedValue in(AttributesView attributes) {
      AnyValueView found = attributes.find(key);
      return found == null ? defaultValue : found;
    }
  }

  AttributeSelection(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    required =
        entries.stream().filter(Entry::required).map(entry -> entry.key().getBytes(UTF_8)).toList();
    boolean isFixed = entries.stream().allMatch(entry -> entry.keys() == null);
    fixed = isFixed ? resolved(Frame.NONE) : null;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /// Whether all attributes are there that an item must have.
  boolean isSatisfiedBy(AttributesView attributes) {
    for (int i = 0; i < required.size(); i++) {
      if (!attributes.contains(required.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// The attributes that are wanted of the item that the frame stands on, in the order of their
  /// keys.
  ///
  /// @throws EvaluationException if an expression fails
  Collection<Choice> choices(Frame frame) {
    return fixed == null ? resolved(frame) : fixed;
  }

  /// Writes them as far as they are there, or have a default.
  static void write(Collection<Choice> choices, AttributesView attributes, AttributesWriter out) {
    for (Choice choice : choices) {
      EncodedValue value = choice.in(attributes);
      if (value != null) {
        out.put(choice.key(), value);
      }
    }
  }

  /// The expressions, for messages.
  String text() {
    return String.join(
        ", ",
        entries.stream().map(entry -> entry.keys() == null ? "" : entry.keys().text()).toList());
  }

  private Collection<Choice> resolved(Frame frame) {
    Map<String, Choice> choices = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.keys() == null) {
        put(entry.key(), entry, choices);
      } else {
        keys(entry.keys().expression().get(frame)).forEach(key -> put(key, entry, choices));
      }
    }
    return List.copyOf(choices.values());
  }

  private static void put(String key, Entry entry, Map<String, Choice> choices) {
    choices.put(key, new Choice(key, key.getBytes(UTF_8), entry.defaultValue()));
  }

  private static List<String> keys(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(AttributeSelection::key).toList();
      default -> throw new EvaluationException(refusal(value));
    };
  }

  private static String key(@Nullable Object element) {
    if (element instanceof String key) {
      return key;
    }
    throw new EvaluationException("list with a value of " + refusal(element));
  }

  private static String refusal(@Nullable Object value) {
    return "type " + Values.typeName(value) + " (expected: a list of strings)";
  }
}
