package dev.weir.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Client;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.ContextFunctions;
import dev.weir.ottl.value.GoText;
import dev.weir.ottl.value.Messages;
import dev.weir.ottl.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One line of a file of cases: what is run on which item, and what must come of it. The notation
/// is explained in `FUNCTIONS.md`.
///
/// @param name file and line
/// @param context what the item is
/// @param item the literal of the item
/// @param text the statement or value
/// @param sign how the two sides belong together
/// @param expected the right side
record Case(
    String name, ContextName context, String item, String text, String sign, String expected) {
  private static final List<String> SIGNS = List.of("->", "=>", "??", "!!", "!>");
  private static final Client CLIENT =
      new Client(
          "10.0.0.7:4317",
          Map.of("tenant", List.of("acme"), "roles", List.of("a", "b")),
          Map.of("subject", "user"));

  /// The cases of a file.
  static List<Case> parse(String file, List<String> lines) {
    List<Case> cases = new ArrayList<>();
    ContextName context = ContextName.LOG;
    String item = "{}";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("given ")) {
        String[] parts = line.split("\\s+", 3);
        ContextName given = ContextName.of(parts[1]);
        if (given == null) {
          throw new IllegalArgumentException(file + ":" + (i + 1) + ": context " + parts[1]);
        }
        context = given;
        item = parts.length > 2 ? parts[2] : "{}";
        continue;
      }
      cases.add(split(file + ":" + (i + 1), context, item, line));
    }
    return cases;
  }

  private static Case split(String name, ContextName context, String item, String line) {
    int found = -1;
    boolean quoted = false;
    for (int i = 0; i < line.length() - 3; i++) {
      char next = line.charAt(i);
      if (next == '\\' && quoted) {
        i++;
      } else if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && next == ' ' && SIGNS.contains(line.substring(i + 1, i + 3))) {
        found = i + 1;
      }
    }
    if (found < 0) {
      throw new IllegalArgumentException(name + ": no " + String.join(", ", SIGNS));
    }
    return new Case(
        name,
        context,
        item,
        line.substring(0, found).strip(),
        line.substring(found, found + 2),
        line.substring(found + 2).strip());
  }

  void run() {
    switch (sign) {
      case "->" -> checkValue();
      case "=>" -> checkItem();
      case "??" -> checkCondition();
      case "!!" ->
          assertThatThrownBy(() -> compile(text))
              .as(text)
              .isInstanceOf(OttlException.class)
              .hasMessageContaining(expected);
      default ->
          assertThatThrownBy(this::runAnyhow)
              .as(text)
              .isInstanceOf(EvaluationException.class)
              .hasMessageContaining(expected);
    }
  }

  private void runAnyhow() {
    if (isStatement()) {
      after();
    } else {
      value(text);
    }
  }

  private void checkValue() {
    Object actual = value(text);
    Object wanted = value(expected);
    assertThat(Values.type(actual) == Values.type(wanted) && Values.equal(actual, wanted))
        .as("%s -> %s, expected %s", text, show(actual), show(wanted))
        .isTrue();
  }

  private static String show(@Nullable Object value) {
    String text =
        value instanceof String || value instanceof Messages
            ? String.valueOf(value)
            : GoText.json(value);
    return Values.typeName(value) + " " + text;
  }

  private void checkItem() {
    Map<String, @Nullable Object> wanted = new TreeMap<>(Items.parse(item));
    wanted.putAll(Items.parse(expected));
    assertThat(Items.sorted(after()).toString())
        .as(text)
        .isEqualTo(Items.sorted(Items.request(context, wanted)).toString());
  }

  private void checkCondition() {
    byte[] bytes = after().toByteArray();
    Slots slots = new Slots();
    CompiledCondition condition = compiler(slots).condition(expected);
    List<Boolean> answers = new ArrayList<>();
    walk(bytes, slots, frame -> answers.add(condition.test(frame)));
    assertThat(answers).as("%s ?? %s", text, expected).containsOnly(true);
  }

  private @Nullable Object value(String text) {
    Slots slots = new Slots();
    Expression expression = compiler(slots).value(text);
    List<@Nullable Object> results = new ArrayList<>();
    walk(
        Items.request(context, Items.parse(item)).toByteArray(),
        slots,
        frame -> results.add(Values.copy(expression.get(frame))));
    return results.getFirst();
  }

  private Message after() {
    Slots slots = new Slots();
    Sequence sequence =
        new Sequence(
            context,
            List.of(),
            List.of(compiler(slots).statement(text)),
            ErrorMode.PROPAGATE,
            (failed, error) -> {});
    Signal signal = Items.signal(context);
    byte[] bytes = Items.request(context, Items.parse(item)).toByteArray();
    Frame frame = slots.newFrame().client(CLIENT);
    ByteRange result = Walk.over(signal, ByteRange.of(bytes), frame, sequence).bytes();
    return Items.parse(signal, result.toByteArray());
  }

  private void walk(byte[] bytes, Slots slots, Consumer<Frame> action) {
    Visitor visitor =
        new Visitor() {
          @Override
          public boolean visits(ContextName visited) {
            return visited == context;
          }

          @Override
          public boolean visit(ContextName visited, Frame frame) {
            action.accept(frame);
            return true;
          }
        };
    Walk.over(Items.signal(context), ByteRange.of(bytes), slots.newFrame().client(CLIENT), visitor);
  }

  private Object compile(String text) {
    return isStatement()
        ? compiler(new Slots()).statement(text)
        : compiler(new Slots()).value(text);
  }

  private boolean isStatement() {
    return text.matches("(?s)[a-z][a-z0-9_]*\\(.*");
  }

  private Compiler compiler(Slots slots) {
    return new Compiler(context, functions(context), false, slots);
  }

  private static Functions functions(ContextName context) {
    return ContextFunctions.all(Items.signal(context)).getOrDefault(context, Functions.of());
  }

  @Override
  public String toString() {
    return name + " " + text;
  }
}
