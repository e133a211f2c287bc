package dev.weir.ottl.compile;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Getters;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.syntax.Tree.Argument;
import dev.weir.ottl.syntax.Tree.Value;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns the arguments of one call into what the parameters of the function want.
final class Binder implements Arguments {
  private final Compiler compiler;
  private final Signature signature;
  private final Map<Parameter<?>, Object> bound = new HashMap<>();
  private boolean isConstant = true;

  Binder(Compiler compiler, Signature signature) {
    this.compiler = compiler;
    this.signature = signature;
  }

  /// Binds the arguments of a call.
  Binder bind(Value.Call call) {
    List<Parameter<?>> parameters = signature.parameters();
    long required = parameters.stream().filter(parameter -> !parameter.isOptional()).count();
    int given = call.arguments().size();
    if (given < required || given > parameters.size()) {
      throw new CompileException(
          call.at(),
          call.name()
              + " with "
              + given
              + (given == 1 ? " argument" : " arguments")
              + " (expected: "
              + signature
              + ")");
    }
    boolean named = false;
    for (int i = 0; i < given; i++) {
      Argument argument = call.arguments().get(i);
      named |= argument.name() != null;
      if (named && argument.name() == null) {
        throw new CompileException(
            argument.at(), "argument without a name behind one with a name (expected: a name)");
      }
      bind(argument, argument.name() == null ? parameters.get(i) : named(argument));
    }
    for (Parameter<?> parameter : parameters) {
      if (!parameter.isOptional() && !bound.containsKey(parameter)) {
        throw new CompileException(
            call.at(), "no argument for " + parameter.name() + " (expected: " + signature + ")");
      }
    }
    return this;
  }

  /// Binds one expression to the first parameter, for functions that are called by others.
  Binder bind(Expression only, int at) {
    Parameter<?> first = signature.parameters().isEmpty() ? null : signature.parameters().get(0);
    boolean takesOne =
        first != null && signature.parameters().stream().skip(1).allMatch(Parameter::isOptional);
    Object value = first == null ? null : getter(first.kind(), only);
    if (!takesOne || first == null || value == null) {
      throw new CompileException(at, signature + " (expected: a converter of one value)");
    }
    isConstant = false;
    bound.put(first, value);
    return this;
  }

  /// Whether everything that was bound is known when the program is loaded.
  boolean isConstant() {
    return isConstant;
  }

  @Override
  public <T> T get(Parameter<T> parameter) {
    T value = find(parameter);
    if (value == null) {
      throw new IllegalArgumentException(parameter.name() + " is not among " + signature);
    }
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // what is bound was made for the parameter's kind
  public <T> @Nullable T find(Parameter<T> parameter) {
    return (T) bound.get(parameter);
  }

  @Override
  public int newCell() {
    isConstant = false;
    return compiler.newCell();
  }

  private Parameter<?> named(Argument argument) {
    String name = String.valueOf(argument.name());
    for (Parameter<?> parameter : signature.parameters()) {
      if (plain(parameter.name()).equals(plain(name))) {
        return parameter;
      }
    }
    throw new CompileException(
        argument.at(), "argument named " + name + " (expected: " + signature + ")");
  }

  /// Parameters that were written in camel case once are found as well.
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private void bind(Argument argument, Parameter<?> parameter) {
    if (bound.containsKey(parameter)) {
      throw new CompileException(
          argument.at(), "second argument for " + parameter.name() + " (expected: one)");
    }
    bound.put(parameter, value(parameter, argument.value()));
  }

  private Object value(Parameter<?> parameter, Value value) {
    return switch (parameter.kind()) {
      case VALUE -> noted(compiler.expression(value));
      case STRING,
          INTEGER,
          FLOATING,
          BOOL,
          BYTES,
          MAP,
          LIST,
          TIME,
          DURATION,
          STRING_LIKE,
          INTEGER_LIKE,
          FLOAT_LIKE,
          BOOL_LIKE,
          BYTES_LIKE ->
          typed(parameter, value);
      case TARGET -> target(parameter, value);
      case MAP_TARGET -> new PathToMap(target(parameter, value));
      case LITERAL_STRING -> {
        if (value instanceof Value.Text text) {
          yield text.value();
        }
        throw refused(parameter, value);
      }
      case LITERAL_INTEGER -> {
        if (value instanceof Value.Int number) {
          yield number.value();
        }
        throw refused(parameter, value);
      }
      case LITERAL_FLOATING -> {
        if (value instanceof Value.Real number) {
          yield number.value();
        }
        throw refused(parameter, value);
      }
      case LITERAL_BOOL -> {
        if (value instanceof Value.Bool bool) {
          yield bool.value();
        }
        throw refused(parameter, value);
      }
      case LITERAL_BYTES -> {
        if (value instanceof Value.Bytes bytes) {
          yield HexFormat.of().parseHex(bytes.hex());
        }
        throw refused(parameter, value);
      }
      case ENUM -> {
        if (value instanceof Value.Symbol symbol) {
          yield compiler.symbol(symbol);
        }
        throw refused(parameter, value);
      }
      case FUNCTION -> function(parameter, value);
      case LAMBDA -> {
        if (value instanceof Value.LambdaOf lambda) {
          isConstant = false;
          yield compiler.lambda(lambda);
        }
        throw refused(parameter, value);
      }
      case LIST_OF -> listOf(parameter, value);
    };
  }

  private Object typed(Parameter<?> parameter, Value value) {
    Expression expression = noted(compiler.expression(value));
    Object getter = getter(parameter.kind(), expression);
    if (getter instanceof Converted<?> converted && expression.isLiteral()) {
      try {
        return new Known<>(converted.get(Frame.NONE));
      } catch (EvaluationException e) {
        throw new CompileException(
            value.at(), parameter.name() + ": " + String.valueOf(e.getMessage()));
      }
    }
    warnOfType(parameter, value, expression.type());
    return getter == null ? expression : getter;
  }

  /// What a path is known to be and what only that parameter takes: the call fails on every item,
  /// as in the Go Collector, which starts nevertheless.
  private void warnOfType(Parameter<?> parameter, Value value, Type type) {
    Type wanted =
        switch (parameter.kind()) {
          case STRING -> Type.STRING;
          case INTEGER -> Type.INT;
          case FLOATING -> Type.DOUBLE;
          case BOOL -> Type.BOOL;
          case BYTES -> Type.BYTES;
          case MAP -> Type.MAP;
          case TIME -> Type.TIME;
          case DURATION -> Type.DURATION;
          default -> type;
        };
    if (type != Type.ANY && type != wanted) {
      compiler.warn(
          value.at(),
          signature.name()
              + ": "
              + parameter.name()
              + " is always "
              + type.text()
              + " (expected: "
              + wanted.text()
              + ")");
    }
  }

  private static @Nullable Object getter(Parameter.Kind kind, Expression expression) {
    return switch (kind) {
      case STRING -> new Converted<>(expression, Getters::string);
      case INTEGER -> new Converted<>(expression, Getters::integer);
      case FLOATING -> new Converted<>(expression, Getters::floating);
      case BOOL -> new Converted<>(expression, Getters::bool);
      case BYTES -> new Converted<>(expression, Getters::bytes);
      case MAP -> new Converted<>(expression, Getters::map);
      case LIST -> new Converted<>(expression, Getters::list);
      case TIME -> new Converted<>(expression, Getters::time);
      case DURATION -> new Converted<>(expression, Getters::duration);
      case STRING_LIKE -> new Converted<@Nullable String>(expression, Getters::stringLike);
      case INTEGER_LIKE -> new Converted<@Nullable Long>(expression, Getters::integerLike);
      case FLOAT_LIKE -> new Converted<@Nullable Double>(expression, Getters::floatLike);
      case BOOL_LIKE -> new Converted<@Nullable Boolean>(expression, Getters::boolLike);
      case BYTES_LIKE -> new Converted<byte @Nullable []>(expression, Getters::bytesLike);
      case VALUE -> expression;
      default -> null;
    };
  }

  private Target target(Parameter<?> parameter, Value value) {
    isConstant = false;
    if (value instanceof Value.Path path) {
      return compiler.target(path);
    }
    throw refused(parameter, value);
  }

  private FunctionReference function(Parameter<?> parameter, Value value) {
    return switch (value) {
      case Value.Name name -> compiler.reference(name.name(), name.at());
      case Value.Symbol symbol -> compiler.reference(symbol.name(), symbol.at());
      default -> throw refused(parameter, value);
    };
  }

  private List<Object> listOf(Parameter<?> parameter, Value value) {
    Parameter<?> element = parameter.element();
    if (!(value instanceof Value.ListOf list) || element == null) {
      throw refused(parameter, value);
    }
    List<Object> elements = new ArrayList<>();
    for (Value one : list.elements()) {
      elements.add(value(element, one));
    }
    return elements;
  }

  private Expression noted(Expression expression) {
    isConstant &= expression.isLiteral();
    return expression;
  }

  private static CompileException refused(Parameter<?> parameter, Value value) {
    return new CompileException(
        value.at(), parameter.name() + " (expected: a " + parameter.kind().text() + ")");
  }

  /// An expression whose value is converted to what a parameter takes.
  private record Converted<T extends @Nullable Object>(
      Expression expression, Function<@Nullable Object, T> conversion) implements Getter<T> {
    @Override
    public T get(Frame frame) {
      return conversion.apply(expression.get(frame));
    }
  }

  /// A converted literal.
  private record Known<T extends @Nullable Object>(T value) implements Getter<T> {
    @Override
    public T get(Frame frame) {
      return value;
    }

    @Override
    public boolean isLiteral() {
      return true;
    }
  }

  /// A path whose value must be a map.
  private record PathToMap(Target target) implements MapTarget {
    @Override
    public MapValue get(Frame frame) {
      return Getters.map(target.get(frame));
    }

    @Override
    public void set(Frame frame, MapValue map) {
      target.set(frame, map);
    }
  }

  /// A lambda whose parameters are locals of the frame.
  record BoundLambda(int parameters, List<Integer> locals, Expression body) implements Lambda {
    @Override
    public @Nullable Object call(Frame frame, @Nullable Object... arguments) {
      if (arguments.length < parameters) {
        throw new EvaluationException(
            "lambda of " + parameters + " parameters (expected: at most " + arguments.length + ")");
      }
      for (int i = 0; i < parameters; i++) {
        if (locals.get(i) >= 0) {
          frame.local(locals.get(i), arguments[i]);
        }
      }
      return body.get(frame);
    }
  }
}
