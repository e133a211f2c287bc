package dev.weir.collector.processors.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.collector.processors.span.SpanConfig.ToAttributes;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.trace.SpanView;
import java.util.List;

/// Takes parts of a span's name into attributes, and puts their keys in their place.
final class NameToAttributes {
  private static final int NAME = 5;

  private final List<Rule> rules;
  private final boolean breakAfterMatch;
  private final boolean keepOriginalName;

  /// A pattern with the names of its groups, by number.
  private static final class Rule {
    final Pattern pattern;
    final String[] names;
    final byte[][] keys;

    Rule(String expression) {
      pattern = Pattern.compile(expression);
      names = new String[pattern.groupCount() + 1];
      keys = new byte[names.length][];
      pattern
          .namedGroups()
          .forEach((name, number) -> {
            names[number] = name;
            keys[number] = name.getBytes(UTF_8);
          });
    }
  }

  NameToAttributes(ToAttributes config) {
    rules = config.rules().stream().map(Rule::new).toList();
    breakAfterMatch = config.breakAfterMatch();
    keepOriginalName = config.keepOriginalName();
  }

  void extract(ItemEdit span, SpanView view) {
    String name = span.read(view).name().toString();
    AnyValueWriter value = new AnyValueWriter();
    for (Rule rule : rules) {
      Matcher matcher = name.isEmpty() ? null : rule.pattern.matcher(name);
      if (matcher == null || !matcher.find()) {
        continue;
      }
      String renamed = apply(rule, matcher, name, span, value);
      if (!keepOriginalName) {
        name = renamed;
        span.bytes(NAME, name.getBytes(UTF_8));
      }
      if (breakAfterMatch) {
        return;
      }
    }
  }

  /// Sets the attributes and returns the name with their keys in it. A group that did not take part
  /// in the match gives an empty attribute, and is not in the name; one within another is not in
  /// the name either.
  private static String apply(
      Rule rule, Matcher matcher, String name, ItemEdit span, AnyValueWriter value) {
    StringBuilder renamed = new StringBuilder();
    int copied = 0;
    for (int i = 1; i < rule.names.length; i++) {
      String part = matcher.group(i);
      span.attributes().upsert(rule.keys[i], value.string(part == null ? "" : part));
      if (part != null && matcher.start(i) >= copied) {
        renamed
            .append(name, copied, matcher.start(i))
            .append('{')
            .append(rule.names[i])
            .append('}');
        copied = matcher.end(i);
      }
    }
    return renamed.append(name, copied, name.length()).toString();
  }
}
