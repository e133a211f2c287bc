package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// One edit of a YAML text, by the marks of its nodes. What cannot be edited, such as something
/// behind an alias, stays as it is.
final class TextEdit {
  private final String text;
  private final @Nullable Node root;

  TextEdit(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(YamlReader.MAX_LENGTH + 1)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    var parser = new ParserImpl(settings, new StreamReader(settings, text));
    var composer = new Composer(settings, parser);
    this.text = text;
    this.root = composer.hasNext() ? composer.next() : null;
  }

  /// An entry of a section, or an item of a list.
  private record Place(CollectionNode<?> parent, int index, @Nullable Node key, Node value) {}

  String rename(String path, String key) {
    Place place = find(path);
    return place == null || place.key == null
        ? text
        : replace(start(place.key), end(place.key), key);
  }

  /// The value's text, moved to the left edge, with the comment at the end of its line.
  @Nullable String valueText(String path) {
    Place place = find(path);
    if (place == null) {
      return null;
    }
    int start = start(place.value);
    if (isBlock(place.value)) {
      int column = start - lineStart(start);
      int from = place.key == null ? lineStart(start) : lineEnd(end(place.key)) + 1;
      return dedent(text.substring(from, lastLineEnd(place)), column);
    }
    if (isBlockScalar(place.value) || isFlow(place.parent)) {
      return text.substring(start, end(place.value)).stripTrailing();
    }
    return text.substring(start, lineEnd(end(place.value))).stripTrailing();
  }

  private static String dedent(String lines, int column) {
    var out = new StringBuilder();
    for (String line : lines.split("\n", -1)) {
      int indent = line.length() - line.stripLeading().length();
      out.append(line.substring(Math.min(indent, column))).append('\n');
    }
    return out.toString().stripTrailing();
  }

  String put(String path, String yaml) {
    Place place = find(path);
    if (place != null) {
      return replaceValue(place, yaml.stripTrailing());
    }
    Paths paths = Paths.split(path);
    Node parent = paths.parent().isEmpty() ? root : value(paths.parent());
    String body = yaml.stripTrailing();
    return switch (parent) {
      case null -> put(paths.parent(), entry(paths.key(), body));
      case MappingNode section when section.getValue().isEmpty() || isFlow(section) ->
          insertFlow(section, paths.key(), body);
      case MappingNode section -> insertBlock(section, paths.key(), body);
      case ScalarNode nothing when nothing.getValue().isEmpty() ->
          replaceValue(required(paths.parent()), entry(paths.key(), body));
      default -> text;
    };
  }

  private Place required(String path) {
    Place place = find(path);
    if (place == null) {
      throw new IllegalStateException(path);
    }
    return place;
  }

  private static String entry(String key, String yaml) {
    return isSingle(yaml) ? key + ": " + yaml : key + ":\n" + yaml.indent(2).stripTrailing();
  }

  /// Whether a YAML text can stand behind a key, on its line.
  private static boolean isSingle(String yaml) {
    return !yaml.contains("\n") && !yaml.startsWith("- ") && !yaml.matches("[\\w/]+:( .*)?");
  }

  private String replaceValue(Place place, String yaml) {
    int start = start(place.value);
    if (isFlow(place.parent) || (isSingle(yaml) && !isBlock(place.value))) {
      String written = isFlow(place.parent) ? flow(yaml) : yaml;
      String space = start > 0 && text.charAt(start - 1) == ':' ? " " : "";
      return replace(start, end(place.value), space + written);
    }
    if (place.key == null) {
      return text;
    }
    int colon = text.indexOf(':', end(place.key)) + 1;
    int column = start(place.key) - lineStart(start(place.key));
    String comment = isBlock(place.value) ? text.substring(colon, lineEnd(colon)) : "";
    return replace(
        colon,
        lastLineEnd(place),
        comment.stripTrailing() + "\n" + yaml.indent(column + 2).stripTrailing());
  }

  private String insertBlock(MappingNode section, String key, String yaml) {
    List<NodeTuple> entries = section.getValue();
    int column = start(section) - lineStart(start(section));
    NodeTuple last = entries.getLast();
    Place place = new Place(section, entries.size() - 1, last.getKeyNode(), last.getValueNode());
    int at = lastLineEnd(place);
    return replace(at, at, "\n" + entry(key, yaml).indent(column).stripTrailing());
  }

  private String insertFlow(MappingNode section, String key, String yaml) {
    int close = end(section) - 1;
    String entry = key + ": " + flow(yaml);
    if (section.getValue().isEmpty()) {
      return replace(close, close, entry);
    }
    int lastEnd = end(section.getValue().getLast().getValueNode());
    return replace(lastEnd, lastEnd, ", " + entry);
  }

  private static String flow(String yaml) {
    try {
      return YamlText.flow(YamlReader.read(new Source("", yaml)));
    } catch (YamlException e) {
      return yaml;
    }
  }

  String remove(String path) {
    Place place = find(path);
    if (place == null) {
      return text;
    }
    if (isFlow(place.parent)) {
      return removeFlow(place);
    }
    if (place.parent.getValue().size() == 1) {
      return removeOnly(path, place);
    }
    int from = place.key == null ? dash(place) : start(place.key);
    if (!text.substring(lineStart(from), from).isBlank()) {
      return replace(from, start(next(place)), ""); // the first key behind a list's dash
    }
    int end = lastLineEnd(place);
    return replace(lineStart(from), end < text.length() ? end + 1 : end, "");
  }

  private static Node next(Place place) {
    return ((MappingNode) place.parent).getValue().get(place.index + 1).getKeyNode();
  }

  private int dash(Place place) {
    return text.lastIndexOf('-', start(place.value) - 1);
  }

  private String removeOnly(String path, Place place) {
    Place parent = find(Paths.split(path).parent());
    String empty = place.key == null ? "[]" : "{}";
    return parent == null
        ? text
        : replace(
            parent.key == null ? start(parent.value) : text.indexOf(':', end(parent.key)) + 1,
            lastLineEnd(place),
            parent.key == null ? empty : " " + empty);
  }

  private String removeFlow(Place place) {
    int from = start(place.key == null ? place.value : place.key);
    int to = end(place.value);
    int comma = skipSpace(to);
    if (comma < text.length() && text.charAt(comma) == ',') {
      return replace(from, skipSpace(comma + 1), "");
    }
    int before = text.lastIndexOf(',', from);
    return place.index > 0 && before >= 0 ? replace(before, to, "") : replace(from, to, "");
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private @Nullable Node value(String path) {
    Place place = find(path);
    return place == null ? null : place.value;
  }

  private @Nullable Place find(String path) {
    Place place = null;
    Node current = root;
    for (String key : path.split(Mappings.DELIMITER, -1)) {
      place = current == null ? null : step(current, key);
      if (place == null) {
        return null;
      }
      current = place.value;
    }
    return place;
  }

  private static @Nullable Place step(Node node, String key) {
    if (node instanceof MappingNode section) {
      for (int i = 0; i < section.getValue().size(); i++) {
        NodeTuple entry = section.getValue().get(i);
        if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
          return inside(node, new Place(section, i, scalar, entry.getValueNode()));
        }
      }
    } else if (node instanceof SequenceNode list && key.matches("\\d{1,6}")) {
      int index = Integer.parseInt(key);
      if (index < list.getValue().size()) {
        return inside(node, new Place(list, index, null, list.getValue().get(index)));
      }
    }
    return null;
  }

  /// Null when the value stands elsewhere, which is so when it is an alias.
  private static @Nullable Place inside(Node parent, Place place) {
    return startIndex(place.value) < startIndex(parent) ? null : place;
  }

  private static boolean isFlow(CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.FLOW;
  }

  private static boolean isBlock(Node node) {
    return node instanceof CollectionNode<?> collection && !isFlow(collection);
  }

  private static boolean isBlockScalar(Node node) {
    return node instanceof ScalarNode scalar
        && (scalar.getScalarStyle() == ScalarStyle.LITERAL
            || scalar.getScalarStyle() == ScalarStyle.FOLDED);
  }

  /// The end of the last line that belongs to an entry, without the comments below it.
  private int lastLineEnd(Place place) {
    int end = end(place.value);
    if (place.key != null) {
      end = Math.max(end, end(place.key));
    }
    if (isBlock(place.value)) {
      return lastContent(end, true);
    }
    return isBlockScalar(place.value) ? lastContent(end, false) : lineEnd(end);
  }

  private int lastContent(int end, boolean skipComments) {
    int at = end;
    while (at > 0) {
      int from = lineStart(at);
      String line = text.substring(from, at).strip();
      if (!line.isEmpty() && !(skipComments && line.startsWith("#"))) {
        return lineEnd(from);
      }
      at = from - 1;
    }
    return end;
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int start(Node node) {
    return text.offsetByCodePoints(0, startIndex(node));
  }

  private static int startIndex(Node node) {
    return node.getStartMark().orElseThrow().getIndex();
  }

  private int end(Node node) {
    return text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex());
  }

  private String replace(int from, int to, String by) {
    return text.substring(0, from) + by + text.substring(to);
  }
}
