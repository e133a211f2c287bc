package dev.weir.store.duckdb;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Value;
import java.util.List;

/// Small pieces of SQL.
final class Sql {
  private Sql() {}

  static String quote(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
  }

  static Typed literal(Value value) {
    return switch (value) {
      case Value.Text(String text) -> Typed.ofText(quote(text));
      case Value.Int(long number) -> Typed.ofInt(number(number));
      case Value.Real(double number) -> Typed.ofReal(number(number));
      case Value.Bool(boolean bool) -> Typed.ofBool(Boolean.toString(bool));
      case Value.Json(String text) -> Typed.of(AttributeKey.Type.JSON, quote(text));
    };
  }

  static String number(long number) {
    return "CAST('" + number + "' AS BIGINT)";
  }

  static String number(double number) {
    return "CAST('" + number + "' AS DOUBLE)";
  }

  /// The word for a number.
  static String word(String column, List<String> words) {
    StringBuilder sql = new StringBuilder("CASE " + column);
    for (int i = 0; i < words.size(); i++) {
      sql.append(" WHEN ").append(i).append(" THEN ").append(quote(words.get(i)));
    }
    return sql.append(" END").toString();
  }

  /// An id of 8 bytes as hexadecimal digits.
  static String hex(String column) {
    return "lower(lpad(hex(CAST(CASE WHEN %1$s < 0 THEN CAST(%1$s AS HUGEINT) + 18446744073709551616 ELSE %1$s END AS UBIGINT)), 16, '0'))"
        .formatted(column);
  }
}
