package dev.weir.ottl.function;

import java.util.List;

/// The documentation of functions as one text, in Markdown.
public final class FunctionCatalogue {
  private FunctionCatalogue() {}

  /// One section for each function, in the order of the list.
  ///
  /// @param level how many `#` the headings have
  public static String of(List<OttlFunction> functions, int level) {
    StringBuilder out = new StringBuilder();
    for (OttlFunction function : functions) {
      out.append("#".repeat(level)).append(' ').append(function.signature().name()).append("\n\n");
      out.append(of(function)).append('\n');
    }
    return out.toString();
  }

  /// The signature of a function, and its documentation.
  public static String of(OttlFunction function) {
    return "`" + function.signature() + "`\n\n" + FunctionDoc.of(function) + "\n";
  }
}
