package dev.weir.collector.engine.config.yaml;

import dev.weir.collector.engine.config.yaml.YamlException.Fault;
import dev.weir.collector.engine.config.yaml.YamlValue.Entry;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.collector.engine.config.yaml.YamlValue.Scalar;
import dev.weir.collector.engine.config.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads the first document of a YAML text as go-yaml 3 reads it: its scalars, merge keys, and
/// refusal of duplicate keys.
///
/// A tab between a key and its value is a space, as for go-yaml and unlike in the engine's YAML.
///
/// An alias shares the value of its anchor. How much the aliases of a text stand for is bounded, so
/// that a short text cannot mean an endless one.
public final class YamlReader {
  /// The longest text that is read, in characters.
  public static final int MAX_LENGTH = 16 << 20;

  private static final int MAX_DEPTH = 500;
  private static final int MAX_TABS = 1000;
  private static final int MAX_ALIASED_VALUES = 400_000;

  private final Source source;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Iterator<Event> events;
  private int aliasedValues;
  private int values;
  private int depth;

  /// An anchor's value, null while it is being read, and how many values it consists of.
  private record Anchored(@Nullable YamlValue value, int size) {}

  private YamlReader(Source source, String text) {
    this.source = source;
    LoadSettings settings =
        LoadSettings.builder().setLabel(source.name()).setCodePointLimit(MAX_LENGTH + 1).build();
    this.events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /// Reads a text. An empty one is null.
  public static YamlValue read(Source source) throws YamlException {
    if (source.text().length() > MAX_LENGTH) {
      throw new YamlException(
          new Position(source, 0, 0),
          "is " + source.text().length() + " characters long (expected: at most 16 Mi)",
          null);
    }
    String text = source.text();
    for (int retry = 0; ; retry++) {
      try {
        return new YamlReader(source, text).document();
      } catch (MarkedYamlEngineException e) {
        int tab = retry == MAX_TABS ? -1 : SyntaxFault.tabBetween(text, e);
        if (tab < 0) {
          throw SyntaxFault.of(source, e);
        }
        text = text.substring(0, tab) + ' ' + text.substring(tab + 1);
      } catch (ReaderException e) {
        throw SyntaxFault.of(source, e);
      } catch (YamlEngineException | StackOverflowError e) {
        throw new YamlException(new Position(source, 0, 0), "is not YAML: " + e.getMessage(), null);
      }
    }
  }

  private YamlValue document() throws YamlException {
    events.next(); // the stream's start
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      return new Scalar(null, "", new Position(source, 0, 0));
    }
    YamlValue result = value(events.next());
    events.next(); // so that faults right behind the document are found
    if (!faults.isEmpty()) {
      throw new YamlException(faults);
    }
    return result;
  }

  private YamlValue value(Event event) throws YamlException {
    values++;
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    int before = values;
    anchor.ifPresent(name -> anchors.put(name, new Anchored(null, 0)));
    YamlValue result = unnamed(event);
    int size = values - before + 1;
    anchor.ifPresent(name -> anchors.put(name, new Anchored(result, size)));
    return result;
  }

  private YamlValue unnamed(Event event) throws YamlException {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    return event instanceof MappingStartEvent mapping
        ? mapping(mapping)
        : sequence((SequenceStartEvent) event);
  }

  private YamlValue aliased(AliasEvent event) throws YamlException {
    Anchored anchored = anchors.get(event.getAlias());
    if (anchored == null) {
      throw fault(event, "unknown anchor \"" + event.getAlias() + "\" referenced", null);
    }
    if (anchored.value == null) {
      throw fault(event, "anchor \"" + event.getAlias() + "\" value contains itself", null);
    }
    aliasedValues += anchored.size;
    values += anchored.size;
    if (aliasedValues > MAX_ALIASED_VALUES) {
      throw fault(event, "document contains excessive aliasing", null);
    }
    return anchored.value;
  }

  private Scalar scalar(ScalarEvent event) throws YamlException {
    try {
      Object value = Tags.resolve(event.getTag().orElse(null), event.isPlain(), event.getValue());
      return new Scalar(value, event.getValue(), position(event));
    } catch (IllegalArgumentException e) {
      throw fault(event, String.valueOf(e.getMessage()), null);
    }
  }

  private Sequence sequence(SequenceStartEvent event) throws YamlException {
    enter(event);
    var items = new ArrayList<YamlValue>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(value(next));
    }
    depth--;
    return new Sequence(items, position(event));
  }

  private Mapping mapping(MappingStartEvent event) throws YamlException {
    enter(event);
    var entries = new LinkedHashMap<String, Entry>();
    Entry merged = null;
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      boolean merge = isMerge(next);
      YamlValue key = value(next);
      YamlValue value = value(events.next());
      if (!merge) {
        put(entries, keyText(key), new Entry(key.position(), value));
      } else if (merged != null) {
        faults.add(duplicate("<<", key.position(), merged.key()));
      } else {
        merged = new Entry(key.position(), value);
      }
    }
    depth--;
    if (merged != null) {
      mergeInto(entries, merged.value(), true);
    }
    return new Mapping(entries, position(event));
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && scalar.isPlain()
        && Tags.mayMerge(scalar.getTag().orElse(null));
  }

  private void put(Map<String, Entry> entries, String key, Entry entry) {
    Entry other = entries.putIfAbsent(key, entry);
    if (other != null) {
      faults.add(duplicate(key, entry.key(), other.key()));
    }
  }

  private static Fault duplicate(String key, Position second, Position first) {
    return new Fault(
        second,
        "mapping key \"" + key + "\" already defined at line " + first.line(),
        "remove one of the two, or join what stands below them");
  }

  private void mergeInto(Map<String, Entry> entries, YamlValue value, boolean listAllowed)
      throws YamlException {
    if (value instanceof Mapping mapping) {
      mapping.entries().forEach(entries::putIfAbsent);
    } else if (value instanceof Sequence sequence && listAllowed) {
      for (YamlValue item : sequence.items()) {
        mergeInto(entries, item, false);
      }
    } else {
      throw new YamlException(
          value.position(),
          "map merge requires map or sequence of maps as the value",
          "\"<<\" takes an alias of a section, such as *defaults");
    }
  }

  private static String keyText(YamlValue key) throws YamlException {
    if (!(key instanceof Scalar scalar)) {
      throw new YamlException(key.position(), "a key must be a single value", null);
    }
    Object value = scalar.value();
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : scalar.text();
  }

  private void enter(Event event) throws YamlException {
    if (++depth > MAX_DEPTH) {
      throw fault(event, "is nested more than " + MAX_DEPTH + " levels deep", null);
    }
  }

  private YamlException fault(Event event, String message, @Nullable String hint) {
    return new YamlException(position(event), message, hint);
  }

  private Position position(Event event) {
    Mark mark = event.getStartMark().orElseThrow();
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
