package dev.weir.collector.processors.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.processors.schema.SchemaConfig.Conventions;
import dev.weir.collector.processors.schema.SchemaConfig.Direction;
import dev.weir.collector.processors.schema.SchemaConfig.Family;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.trace.SpanView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Renames attributes of old conventions to those of the stable ones, or back. For one batch, by
/// one thread.
///
/// Beside what is only renamed: `http.target` is `url.path` with `url.query` behind a question
/// mark, and `ip_tcp` is `tcp`.
final class ConventionsEditor implements ItemEditor {
  private static final byte[] TARGET = "http.target".getBytes(UTF_8);
  private static final byte[] PATH = "url.path".getBytes(UTF_8);
  private static final byte[] QUERY = "url.query".getBytes(UTF_8);
  private static final byte[] OLD_TRANSPORT = "net.transport".getBytes(UTF_8);
  private static final byte[] TRANSPORT = "network.transport".getBytes(UTF_8);
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;

  private final Rules rules;
  private final SpanView span = new SpanView();
  private final AnyValueView scratch = new AnyValueView();
  private final AnyValueWriter value = new AnyValueWriter();

  /// What is renamed; shared by all batches.
  static final class Rules {
    final Renames ofClients;
    final Renames ofServers;
    final boolean toStable;
    final boolean keep;
    final boolean http;

    Rules(Conventions config) {
      toStable = config.to() == Direction.STABLE;
      keep = config.keep();
      http = config.families().contains(Family.HTTP);
      Set<String> families =
          config.families().stream()
              .map(family -> family.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      families.add("any");
      ofClients = renames(families, "client");
      ofServers = renames(families, "server");
    }

    private Renames renames(Set<String> families, String side) {
      List<Renames.Rename> renames = new ArrayList<>();
      for (String line : Versions.lines("conventions.txt")) {
        String[] words = line.split(" ", -1);
        boolean isMeant = words.length < 4 || words[3].equals(side);
        if (isMeant && families.contains(words[0])) {
          renames.add(
              toStable
                  ? new Renames.Rename(words[1], words[2], keep)
                  : new Renames.Rename(words[2], words[1], keep));
        }
      }
      return new Renames(renames);
    }
  }

  ConventionsEditor(Rules rules) {
    this.rules = rules;
  }

  @Override
  public void edit(ItemEdit item) {
    AttributesEdit attributes = item.attributes();
    if (attributes.size() == 0) {
      return;
    }
    transport(attributes);
    Renames renames = isServer(item) ? rules.ofServers : rules.ofClients;
    renames.apply(attributes, scratch);
    if (rules.http && rules.toStable) {
      splitTarget(attributes);
    } else if (rules.http) {
      joinTarget(attributes);
    }
  }

  private boolean isServer(ItemEdit item) {
    if (item.level() != Level.SPAN) {
      return false;
    }
    int kind = item.read(span).kind();
    return kind == SERVER || kind == CONSUMER;
  }

  /// The value changes with the name.
  private void transport(AttributesEdit attributes) {
    AnyValueView given = attributes.find(rules.toStable ? OLD_TRANSPORT : TRANSPORT);
    if (given == null || !given.isString()) {
      return;
    }
    String text = given.stringValue();
    String changed =
        switch (text) {
          case "ip_tcp" -> "tcp";
          case "ip_udp" -> "udp";
          case "tcp" -> "ip_tcp";
          case "udp" -> "ip_udp";
          default -> text;
        };
    boolean changes = rules.toStable == text.startsWith("ip_") && !changed.equals(text);
    byte[] to = rules.toStable ? TRANSPORT : OLD_TRANSPORT;
    if (!changes || attributes.contains(to)) {
      return;
    }
    if (!rules.keep) {
      attributes.delete(rules.toStable ? OLD_TRANSPORT : TRANSPORT);
    }
    attributes.insert(to, value.string(changed));
  }

  private void splitTarget(AttributesEdit attributes) {
    AnyValueView target = attributes.find(TARGET);
    if (target == null || !target.isString() || attributes.contains(PATH)) {
      return;
    }
    String text = target.stringValue();
    int query = text.indexOf('?');
    if (!rules.keep) {
      attributes.delete(TARGET);
    }
    attributes.insert(PATH, value.string(query < 0 ? text : text.substring(0, query)));
    if (query >= 0 && query + 1 < text.length()) {
      attributes.insert(QUERY, value.string(text.substring(query + 1)));
    }
  }

  private void joinTarget(AttributesEdit attributes) {
    AnyValueView path = attributes.find(PATH);
    if (path == null || !path.isString() || attributes.contains(TARGET)) {
      return;
    }
    String text = path.stringValue();
    AnyValueView query = attributes.find(QUERY);
    if (query != null && query.isString()) {
      text = text + "?" + query.stringValue();
    }
    if (!rules.keep) {
      attributes.delete(PATH);
      attributes.delete(QUERY);
    }
    attributes.insert(TARGET, value.string(text));
  }
}
