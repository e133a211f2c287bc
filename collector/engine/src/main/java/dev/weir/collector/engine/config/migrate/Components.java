package dev.weir.collector.engine.config.migrate;

import static dev.weir.collector.engine.config.migrate.Paths.join;

import dev.weir.collector.engine.config.ComponentFactories.Kind;
import java.util.ArrayList;
import java.util.List;

/// Renames and removes components of a document together with what refers to them.
final class Components {
  private static final List<String> EXTENSION_REFERENCES =
      List.of("authenticator", "storage", "storage_id", "encoding");

  private final Document document;

  Components(Document document) {
    this.document = document;
  }

  static String type(String id) {
    int slash = id.indexOf('/');
    return (slash < 0 ? id : id.substring(0, slash)).strip();
  }

  /// The ids of a type.
  List<String> ids(Kind kind, String type) {
    List<String> result = new ArrayList<>();
    for (String id : document.keys(kind.section())) {
      if (type(id).equals(type)) {
        result.add(id);
      }
    }
    return result;
  }

  /// What a component can be called when its type is another: the same name, unless it is taken.
  String free(Kind kind, String id, String type) {
    int slash = id.indexOf('/');
    String renamed = slash < 0 ? type : type + id.substring(slash);
    while (document.has(join(kind.section(), renamed))) {
      renamed += renamed.contains("/") ? "_" + type(id) : "/" + type(id);
    }
    return renamed;
  }

  void rename(Kind kind, String id, String renamed) {
    document.rename(join(kind.section(), id), renamed);
    for (String list : references(kind)) {
      for (int i = 0; i < document.size(list); i++) {
        if (id.equals(document.text(join(list, Integer.toString(i))))) {
          document.put(join(list, Integer.toString(i)), renamed, join(list, Integer.toString(i)));
        }
      }
    }
    if (kind == Kind.EXTENSION) {
      for (Kind user : List.of(Kind.RECEIVER, Kind.PROCESSOR, Kind.EXPORTER, Kind.EXTENSION)) {
        renameUses(user.section(), id, renamed);
      }
    }
  }

  private void renameUses(String path, String id, String renamed) {
    for (String key : document.keys(path)) {
      String at = join(path, key);
      if (EXTENSION_REFERENCES.contains(key) && id.equals(document.text(at))) {
        document.put(at, renamed, at);
      } else {
        renameUses(at, id, renamed);
      }
    }
  }

  void remove(Kind kind, String id) {
    document.remove(join(kind.section(), id));
    for (String list : references(kind)) {
      for (int i = document.size(list) - 1; i >= 0; i--) {
        if (id.equals(document.text(join(list, Integer.toString(i))))) {
          document.remove(join(list, Integer.toString(i)));
        }
      }
    }
  }

  /// The lists that name components of a kind.
  private List<String> references(Kind kind) {
    if (kind == Kind.EXTENSION) {
      return List.of("service::extensions");
    }
    List<String> result = new ArrayList<>();
    for (String pipeline : document.keys("service::pipelines")) {
      String path = join("service::pipelines", pipeline);
      if (kind == Kind.CONNECTOR) {
        result.add(join(path, "receivers"));
        result.add(join(path, "exporters"));
      } else {
        result.add(join(path, kind.section()));
      }
    }
    return result;
  }
}
