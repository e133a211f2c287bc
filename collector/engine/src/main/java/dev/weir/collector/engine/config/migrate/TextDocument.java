package dev.weir.collector.engine.config.migrate;

import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.yaml.Mappings;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration as a text. Each change edits the few characters it has to, and the text is read
/// again, so that comments, order and style of the rest stay.
final class TextDocument implements Document {
  private final Source original;
  private final List<Problem> problems = new ArrayList<>();
  private String text;
  private YamlValue root;

  TextDocument(Source source) throws YamlException {
    this.original = source;
    this.text = source.text();
    this.root = YamlReader.read(source);
  }

  String text() {
    return text;
  }

  /// What could not be changed.
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public @Nullable YamlValue at(String path) {
    return Mappings.at(root, path);
  }

  @Override
  public List<String> keys(String path) {
    return at(path) instanceof Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of();
  }

  @Override
  public void rename(String path, String key) {
    edit(path, new TextEdit(text).rename(path, key));
  }

  @Override
  public void put(String path, String yaml, String origin) {
    edit(path, new TextEdit(text).put(path, yaml));
  }

  @Override
  public void move(String from, String to) {
    String value = new TextEdit(text).valueText(from);
    if (value != null) {
      edit(from, new TextEdit(text).put(to, value));
      edit(from, new TextEdit(text).remove(from));
    }
  }

  @Override
  public void remove(String path) {
    edit(path, new TextEdit(text).remove(path));
  }

  /// Nothing, since the values tell it better: they know where they stood before all changes.
  @Override
  public void tell(String path, String message, String newForm) {}

  @Override
  public void refuse(String path, String message, String expected) {}

  /// Takes the edited text, unless the edit broke it, which then is left to the user.
  private void edit(String path, String edited) {
    try {
      root = YamlReader.read(new Source(original.name(), edited));
      text = edited;
    } catch (YamlException e) {
      var place = new Position(original, 0, 0);
      problems.add(Problem.error(place, path, "could not be changed; do it by hand"));
    }
  }
}
