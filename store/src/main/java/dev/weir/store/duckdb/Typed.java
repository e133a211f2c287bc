package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// An expression in SQL: one for each type that its values can have, of which at most one is not
/// NULL for an item. A type that cannot occur has none.
///
/// @param textual texts and JSON as one column, if there is a simpler one than both together
record Typed(
    @Nullable String text,
    @Nullable String integer,
    @Nullable String real,
    @Nullable String bool,
    @Nullable String json,
    @Nullable String textual) {
  static final Typed NOTHING = new Typed(null, null, null, null, null, null);

  static Typed ofText(String sql) {
    return of(AttributeKey.Type.TEXT, sql);
  }

  static Typed ofInt(String sql) {
    return of(AttributeKey.Type.INT, sql);
  }

  static Typed ofReal(String sql) {
    return of(AttributeKey.Type.REAL, sql);
  }

  static Typed ofBool(String sql) {
    return of(AttributeKey.Type.BOOL, sql);
  }

  static Typed of(AttributeKey.Type type, String sql) {
    return NOTHING.with(type, sql);
  }

  Typed with(AttributeKey.Type type, @Nullable String sql) {
    return switch (type) {
      case TEXT -> new Typed(sql, integer, real, bool, json, null);
      case INT -> new Typed(text, sql, real, bool, json, textual);
      case REAL -> new Typed(text, integer, sql, bool, json, textual);
      case BOOL -> new Typed(text, integer, real, sql, json, textual);
      case JSON -> new Typed(text, integer, real, bool, sql, null);
    };
  }

  @Nullable String get(AttributeKey.Type type) {
    return switch (type) {
      case TEXT -> text;
      case INT -> integer;
      case REAL -> real;
      case BOOL -> bool;
      case JSON -> json;
    };
  }

  /// Every type there is, changed.
  Typed map(BiFunction<AttributeKey.Type, String, String> change) {
    Typed result = NOTHING;
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      String sql = get(type);
      if (sql != null) {
        result = result.with(type, change.apply(type, sql));
      }
    }
    return result;
  }

  List<String> columns() {
    List<String> all = new ArrayList<>();
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      String sql = get(type);
      if (sql != null) {
        all.add(sql);
      }
    }
    return all;
  }

  /// Texts and JSON, or null if there are none.
  @Nullable String anyText() {
    if (textual != null) {
      return textual;
    }
    return text == null ? json : json == null ? text : "coalesce(" + text + ", " + json + ")";
  }

  /// Numbers as doubles, or null if there are none.
  @Nullable String number() {
    if (integer == null) {
      return real;
    }
    String whole = "CAST(" + integer + " AS DOUBLE)";
    return real == null ? whole : "coalesce(" + whole + ", " + real + ")";
  }

  /// Numbers to order by: whole ones exactly, where there are no others.
  @Nullable String orderNumber() {
    return real == null ? integer : number();
  }

  /// Whether there is a value of any type.
  String isPresent() {
    List<String> tests = columns().stream().map(sql -> sql + " IS NOT NULL").toList();
    return tests.isEmpty() ? "false" : "(" + String.join(" OR ", tests) + ")";
  }

  /// This value, or if there is none the other.
  Typed or(Typed other) {
    if (columns().isEmpty()) {
      return other;
    }
    Typed result = this;
    boolean isOneType = columns().size() == 1 && other.columns().size() == 1;
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      String own = get(type);
      String others = other.get(type);
      if (others == null) {
        continue;
      }
      if (isOneType && own != null) {
        return result.with(type, "coalesce(" + own + ", " + others + ")");
      }
      result =
          result.with(
              type,
              "CASE WHEN %s THEN %s ELSE %s END"
                  .formatted(isPresent(), own == null ? "NULL" : own, others));
    }
    return result;
  }

  /// The value as text behind a letter for its type, which [#untag] reads.
  String tagged() {
    List<String> parts = new ArrayList<>();
    for (AttributeKey.Type type : AttributeKey.Type.values()) {
      String sql = get(type);
      if (sql != null) {
        parts.add("'" + tag(type) + "' || CAST(" + sql + " AS VARCHAR)");
      }
    }
    return parts.isEmpty() ? "CAST(NULL AS VARCHAR)" : "coalesce(" + String.join(", ", parts) + ")";
  }

  static @Nullable Value untag(@Nullable String tagged) {
    if (tagged == null) {
      return null;
    }
    String text = tagged.substring(1);
    return switch (tagged.charAt(0)) {
      case 'i' -> new Value.Int(Long.parseLong(text));
      case 'r' -> new Value.Real(real(text));
      case 'b' -> new Value.Bool(Boolean.parseBoolean(text));
      case 'j' -> new Value.Json(text);
      default -> new Value.Text(text);
    };
  }

  private static double real(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  static String sqlType(AttributeKey.Type type) {
    return switch (type) {
      case TEXT, JSON -> "VARCHAR";
      case INT -> "BIGINT";
      case REAL -> "DOUBLE";
      case BOOL -> "BOOLEAN";
    };
  }

  private static char tag(AttributeKey.Type type) {
    return switch (type) {
      case TEXT -> 't';
      case INT -> 'i';
      case REAL -> 'r';
      case BOOL -> 'b';
      case JSON -> 'j';
    };
  }
}
