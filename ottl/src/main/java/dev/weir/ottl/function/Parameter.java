package dev.weir.ottl.function;

import dev.weir.ottl.value.MapValue;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter of a function: its name, what it takes, whether it may be left out. Also the handle
/// by which the function asks for the argument; see [Arguments#get].
///
/// The kinds, and what each does with a value:
///
/// | kind                            | takes                                   | nil    |
/// |---------------------------------|-----------------------------------------|--------|
/// | `value`                         | anything, boxed                         | null   |
/// | `string` `integer` `floating` `bool` `map` `list` `time` `duration` `bytes` | that type only | error |
/// | `stringLike` `integerLike` `floatLike` `boolLike` `bytesLike` | what converts, see [Getters] | null |
/// | `target` `mapTarget`            | a path that can be written              |        |
/// | `literal…`                      | a literal in the text, known at load    |        |
/// | `function` `lambda`             | the name of a converter; a lambda       |        |
/// | `listOf`                        | a list literal, element by element      |        |
///
/// @param <T> what [Arguments#get] returns for it
public final class Parameter<T> {
  /// What a parameter takes.
  public enum Kind {
    VALUE("value"),
    STRING("string"),
    INTEGER("int"),
    FLOATING("double"),
    BOOL("bool"),
    BYTES("bytes"),
    MAP("map"),
    LIST("list"),
    TIME("time"),
    DURATION("duration"),
    STRING_LIKE("string"),
    INTEGER_LIKE("int"),
    FLOAT_LIKE("double"),
    BOOL_LIKE("bool"),
    BYTES_LIKE("bytes"),
    TARGET("path"),
    MAP_TARGET("path to a map"),
    LITERAL_STRING("string literal"),
    LITERAL_INTEGER("int literal"),
    LITERAL_FLOATING("double literal"),
    LITERAL_BOOL("bool literal"),
    LITERAL_BYTES("bytes literal"),
    ENUM("enum"),
    FUNCTION("function name"),
    LAMBDA("lambda"),
    LIST_OF("list literal");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// How the documentation names it.
    public String text() {
      return text;
    }
  }

  private final String name;
  private final Kind kind;
  private final boolean optional;
  private final @Nullable Parameter<?> element;

  private Parameter(String name, Kind kind, boolean optional, @Nullable Parameter<?> element) {
    this.name = name;
    this.kind = kind;
    this.optional = optional;
    this.element = element;
  }

  public static Parameter<Expression> value(String name) {
    return of(name, Kind.VALUE);
  }

  public static Parameter<Getter<String>> string(String name) {
    return of(name, Kind.STRING);
  }

  public static Parameter<Getter<Long>> integer(String name) {
    return of(name, Kind.INTEGER);
  }

  public static Parameter<Getter<Double>> floating(String name) {
    return of(name, Kind.FLOATING);
  }

  public static Parameter<Getter<Boolean>> bool(String name) {
    return of(name, Kind.BOOL);
  }

  public static Parameter<Getter<byte[]>> bytes(String name) {
    return of(name, Kind.BYTES);
  }

  public static Parameter<Getter<MapValue>> map(String name) {
    return of(name, Kind.MAP);
  }

  /// A list; buckets and bounds are taken as lists of numbers.
  public static Parameter<Getter<List<@Nullable Object>>> list(String name) {
    return of(name, Kind.LIST);
  }

  public static Parameter<Getter<ZonedDateTime>> time(String name) {
    return of(name, Kind.TIME);
  }

  public static Parameter<Getter<Duration>> duration(String name) {
    return of(name, Kind.DURATION);
  }

  public static Parameter<Getter<@Nullable String>> stringLike(String name) {
    return of(name, Kind.STRING_LIKE);
  }

  public static Parameter<Getter<@Nullable Long>> integerLike(String name) {
    return of(name, Kind.INTEGER_LIKE);
  }

  public static Parameter<Getter<@Nullable Double>> floatLike(String name) {
    return of(name, Kind.FLOAT_LIKE);
  }

  public static Parameter<Getter<@Nullable Boolean>> boolLike(String name) {
    return of(name, Kind.BOOL_LIKE);
  }

  public static Parameter<Getter<byte @Nullable []>> bytesLike(String name) {
    return of(name, Kind.BYTES_LIKE);
  }

  /// A path that can be written.
  public static Parameter<Target> target(String name) {
    return of(name, Kind.TARGET);
  }

  /// A path to a map that is changed.
  public static Parameter<MapTarget> mapTarget(String name) {
    return of(name, Kind.MAP_TARGET);
  }

  public static Parameter<String> literalString(String name) {
    return of(name, Kind.LITERAL_STRING);
  }

  public static Parameter<Long> literalInteger(String name) {
    return of(name, Kind.LITERAL_INTEGER);
  }

  public static Parameter<Double> literalFloating(String name) {
    return of(name, Kind.LITERAL_FLOATING);
  }

  public static Parameter<Boolean> literalBool(String name) {
    return of(name, Kind.LITERAL_BOOL);
  }

  public static Parameter<byte[]> literalBytes(String name) {
    return of(name, Kind.LITERAL_BYTES);
  }

  /// The number of an enum's symbol, such as `AGGREGATION_TEMPORALITY_DELTA`.
  public static Parameter<Long> enumeration(String name) {
    return of(name, Kind.ENUM);
  }

  public static Parameter<FunctionReference> function(String name) {
    return of(name, Kind.FUNCTION);
  }

  public static Parameter<Lambda> lambda(String name) {
    return of(name, Kind.LAMBDA);
  }

  /// A list literal whose elements are of one kind each: `[a, b]`.
  public static <E> Parameter<List<E>> listOf(Parameter<E> element) {
    return new Parameter<>(element.name, Kind.LIST_OF, false, element);
  }

  /// The same parameter, which may be left out; ask for it with [Arguments#find]. Optional
  /// parameters come last.
  public Parameter<T> optional() {
    return new Parameter<>(name, kind, true, element);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isOptional() {
    return optional;
  }

  /// What the elements of a `listOf` are.
  public @Nullable Parameter<?> element() {
    return element;
  }

  private static <T> Parameter<T> of(String name, Kind kind) {
    return new Parameter<>(name, kind, false, null);
  }
}
