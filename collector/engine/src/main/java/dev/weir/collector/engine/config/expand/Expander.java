package dev.weir.collector.engine.config.expand;

import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.expand.Providers.Retrieved;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Expanded;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts values in the place of `${...}`.
///
/// A reference that is a whole value becomes whatever its text is as YAML, and keeps the text for
/// settings that are texts. A reference within a text is replaced by its text. What comes out is
/// looked at again, so references may be nested and lead to further ones.
public final class Expander {
  private static final int MAX_ROUNDS = 1000;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TOTAL_CHARACTERS = 64 << 20;

  private final Providers providers;
  private final ProblemLog log;
  private final Map<String, Retrieved> retrieved = new HashMap<>();
  private final Set<String> warned = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private long characters;

  public Expander(Providers providers, ProblemLog log) {
    this.providers = providers;
    this.log = log;
  }

  /// The value without references. What cannot be expanded is logged, and left as nothing.
  public Mapping expand(Mapping mapping) {
    return (Mapping) expand(mapping, "");
  }

  private YamlValue expand(YamlValue value, String path) {
    if (value instanceof Mapping mapping) {
      return expandMapping(mapping, path);
    }
    if (value instanceof Sequence sequence) {
      return expandSequence(sequence, path);
    }
    return value instanceof Scalar scalar && scalar.value() instanceof String text
        ? expandText(text, scalar.position(), path)
        : value;
  }

  private Mapping expandMapping(Mapping mapping, String path) {
    var entries = new LinkedHashMap<String, Entry>();
    for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
      Entry entry = each.getValue();
      YamlValue value = expand(entry.value(), join(path, each.getKey()));
      entries.put(each.getKey(), new Entry(entry.key(), value));
    }
    return new Mapping(entries, mapping.position());
  }

  private Sequence expandSequence(Sequence sequence, String path) {
    List<YamlValue> items = new ArrayList<>(sequence.items().size());
    for (int i = 0; i < sequence.items().size(); i++) {
      items.add(expand(sequence.items().get(i), join(path, Integer.toString(i))));
    }
    return new Sequence(items, sequence.position());
  }

  private YamlValue expandText(String text, Position position, String path) {
    if (!References.mayHave(text)) {
      return text(References.unescape(text), position);
    }
    try {
      return expandReferences(text, position, path);
    } catch (RetrieveException e) {
      log.add(Problem.error(position, path, e.message()).suggestion(e.hint()));
      return new Scalar(null, "", position);
    }
  }

  private YamlValue expandReferences(String text, Position position, String path)
      throws RetrieveException {
    String current = text;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String reference = References.next(current);
      if (reference == null) {
        warnOfHidden(current, position, path);
        return text(References.unescape(current), position);
      }
      Retrieved found = retrieve(reference, position, path);
      if (reference.length() == current.length()) {
        return whole(reference, found, position, path);
      }
      current = current.replace(reference, found.source().text());
      count(current.length());
    }
    throw tooMany(text);
  }

  private YamlValue whole(String reference, Retrieved found, Position position, String path)
      throws RetrieveException {
    if (found.empty()) {
      return text("", position);
    }
    if (open.contains(reference)) {
      open.push(reference);
      throw tooMany(String.join(" in ", open));
    }
    if (open.size() == MAX_DEPTH) {
      throw tooMany(reference);
    }
    open.push(reference);
    try {
      return typed(found, position, path);
    } finally {
      open.pop();
    }
  }

  private YamlValue typed(Retrieved found, Position position, String path)
      throws RetrieveException {
    String text = found.source().text();
    YamlValue parsed = parse(found, position, path);
    if (parsed instanceof Scalar scalar && scalar.value() instanceof String) {
      return References.mayHave(text)
          ? expandReferences(text, position, path)
          : text(References.unescape(text), position);
    }
    return new Expanded(
        expandParsed(parsed, position, path), original(text, position, path), position);
  }

  private YamlValue expandParsed(YamlValue parsed, Position position, String path) {
    if (parsed instanceof Scalar scalar) {
      return new Scalar(scalar.value(), scalar.text(), position);
    }
    return expand(parsed instanceof Mapping mapping ? Mappings.unflatten(mapping) : parsed, path);
  }

  private YamlValue parse(Retrieved found, Position position, String path) {
    try {
      return YamlReader.read(found.source());
    } catch (YamlException e) {
      String name = found.source().name();
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        YamlException.Fault fault = e.faults().getFirst();
        log.add(
            Problem.warning(fault.position(), path, "is taken as a text: " + fault.message())
                .suggestion(fault.hint()));
      }
      return text(found.source().text(), position);
    }
  }

  /// The text for settings that are texts, with its own references expanded as far as they can be.
  private String original(String text, Position position, String path) {
    if (!References.mayHave(text)) {
      return References.unescape(text);
    }
    try {
      return expandReferences(text, position, path) instanceof Scalar scalar
          ? scalar.text()
          : References.unescape(text);
    } catch (RetrieveException e) {
      return References.unescape(text);
    }
  }

  private Retrieved retrieve(String reference, Position position, String path)
      throws RetrieveException {
    String uri = reference.substring(2, reference.length() - 1);
    if (uri.indexOf(':') < 0) {
      uri = "env:" + uri;
    }
    if (uri.indexOf('$') >= 0) {
      throw new RetrieveException(
          "the uri \"" + uri + "\" contains unsupported characters ('$')", null);
    }
    Retrieved found = retrieved.get(uri);
    if (found == null) {
      found = providers.retrieve(uri);
      retrieved.put(uri, found);
    }
    count(found.source().text().length());
    String unset = found.unset();
    if (unset != null && warned.add(unset)) {
      log.add(
          Problem.warning(
                  position, path, "Configuration references unset environment variable " + unset)
              .suggestion("set it, or write ${env:" + unset + ":-default}"));
    }
    return found;
  }

  private void warnOfHidden(String text, Position position, String path) {
    if (References.mayHave(text) && References.hidden(text)) {
      log.add(
          Problem.warning(position, path, "is not expanded because a $${...} stands before it")
              .suggestion("put the escaped part behind, or into a variable of its own"));
    }
  }

  private void count(int length) throws RetrieveException {
    characters += length;
    if (characters > MAX_TOTAL_CHARACTERS) {
      throw new RetrieveException(
          "expands to more than " + MAX_TOTAL_CHARACTERS + " characters", null);
    }
  }

  private static RetrieveException tooMany(String text) {
    String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return new RetrieveException(
        "too many recursive expansions: " + shown, "a reference must not lead to itself");
  }

  private static Scalar text(String text, Position position) {
    return new Scalar(text, text, position);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + Mappings.DELIMITER + key;
  }
}
