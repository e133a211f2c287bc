package dev.weir.ottl.syntax;

import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Value;
import dev.weir.ottl.value.GoText;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes a tree as text that reads to the same tree.
public final class Printer {
  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  public static String print(Tree tree) {
    Printer printer = new Printer();
    printer.any(tree);
    return printer.out.toString();
  }

  private void any(Tree tree) {
    switch (tree) {
      case Tree.Statement statement -> {
        value(statement.editor());
        if (statement.where() != null) {
          out.append(" where ");
          condition(statement.where());
        }
      }
      case Condition condition -> condition(condition);
      case Value value -> value(value);
    }
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.Or or -> join(or.terms(), " or ", Printer::term);
      case Condition.And and -> join(and.terms(), " and ", Printer::term);
      case Condition.Not not -> {
        out.append("not ");
        term(not.negated());
      }
      case Condition.Comparison comparison -> {
        value(comparison.left());
        out.append(' ').append(comparison.operator().text()).append(' ');
        value(comparison.right());
      }
      case Condition.Constant constant -> out.append(constant.value());
      case Condition.Called called -> value(called.call());
    }
  }

  private void term(Condition condition) {
    boolean isChain =
        condition instanceof Condition.Or
            || condition instanceof Condition.And
            || condition instanceof Condition.Not;
    out.append(isChain ? "(" : "");
    condition(condition);
    out.append(isChain ? ")" : "");
  }

  private void value(Value value) {
    switch (value) {
      case Value.Nil nil -> out.append("nil");
      case Value.Bool bool -> out.append(bool.value());
      case Value.Int number -> out.append(number.value());
      case Value.Real number -> out.append(real(number.value()));
      case Value.Text text -> out.append(Strings.quote(text.value()));
      case Value.Bytes bytes -> out.append("0x").append(bytes.hex());
      case Value.Symbol symbol -> out.append(symbol.name());
      case Value.Name name -> out.append(name.name());
      case Value.Path path -> join(path.segments(), ".", Printer::segment);
      case Value.Call call -> {
        out.append(call.name()).append('(');
        join(call.arguments(), ", ", Printer::argument);
        out.append(')');
        keys(call.keys());
      }
      case Value.ListOf list -> {
        out.append('[');
        join(list.elements(), ", ", Printer::value);
        out.append(']');
      }
      case Value.MapOf map -> {
        out.append('{');
        join(map.entries(), ", ", Printer::entry);
        out.append('}');
      }
      case Value.Arithmetic chain -> {
        operand(chain.first());
        for (Tree.Step step : chain.steps()) {
          out.append(' ').append(step.operator()).append(' ');
          operand(step.right());
        }
      }
      case Value.Negative negative -> {
        out.append('-');
        operand(negative.negated());
      }
      case Value.LambdaOf lambda -> {
        out.append('(').append(String.join(", ", lambda.parameters())).append(") => ");
        any(lambda.body());
      }
    }
  }

  private void operand(Value value) {
    boolean isChain = value instanceof Value.Arithmetic;
    out.append(isChain ? "(" : "");
    value(value);
    out.append(isChain ? ")" : "");
  }

  private void segment(Tree.Segment segment) {
    out.append(segment.name());
    keys(segment.keys());
  }

  private void keys(List<Value> keys) {
    for (Value key : keys) {
      out.append('[');
      value(key);
      out.append(']');
    }
  }

  private void argument(Tree.Argument argument) {
    if (argument.name() != null) {
      out.append(argument.name()).append(" = ");
    }
    value(argument.value());
  }

  private void entry(Tree.Entry entry) {
    out.append(Strings.quote(entry.key())).append(": ");
    value(entry.value());
  }

  private static String real(double value) {
    String text = GoText.number(value);
    int exponent = text.indexOf('e');
    if (text.indexOf('.') >= 0) {
      return text;
    }
    return exponent < 0
        ? text + ".0"
        : text.substring(0, exponent) + ".0" + text.substring(exponent);
  }

  private <T> void join(List<T> parts, String separator, BiConsumer<Printer, T> print) {
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : separator);
      print.accept(this, parts.get(i));
    }
  }
}
