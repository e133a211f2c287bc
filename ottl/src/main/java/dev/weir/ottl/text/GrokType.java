package dev.weir.ottl.text;

import dev.weir.ottl.EvaluationException;

/// What the text of a grok pattern's field becomes.
final class GrokType {
  private GrokType() {}

  static String checked(String type) {
    return switch (type) {
      case "string", "int", "long", "float", "double", "bool", "boolean" -> type;
      default ->
          throw new IllegalArgumentException(
              "grok type \"" + type + "\" (expected: string, int, long, float, double or bool)");
    };
  }

  static Object convert(String name, String value, String type) {
    try {
      return switch (type) {
        case "int", "long" -> Long.valueOf(value);
        case "float", "double" -> Double.valueOf(value);
        case "bool", "boolean" -> bool(value);
        default -> value;
      };
    } catch (NumberFormatException e) {
      throw new EvaluationException(
          "field " + name + " is \"" + value + "\" (expected: " + type + ")");
    }
  }

  private static Boolean bool(String value) {
    return switch (value) {
      case "1", "t", "T", "true", "True", "TRUE" -> true;
      case "0", "f", "F", "false", "False", "FALSE" -> false;
      default -> throw new NumberFormatException();
    };
  }
}
