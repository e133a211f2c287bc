package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ottl.function.FunctionCatalogue;
import dev.weir.ottl.function.FunctionDoc;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.metrics.MetricFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/ottl-functions.md` is made of the functions' doc comments.
final class CatalogueTest {
  private static final Path FILE = Path.of("..", "docs", "ottl-functions.md");
  private static final String RENEW =
      "./mvnw test -pl ottl -am -Dtest=CatalogueTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dweir.renew-docs=true";

  @Test
  void catalogue_isWhatTheDocCommentsSay() throws IOException {
    String expected = catalogue();
    if (Boolean.getBoolean("weir.renew-docs")) {
      Files.writeString(FILE, expected, UTF_8);
    }
    assertThat(Files.readString(FILE, UTF_8))
        .as("docs/ottl-functions.md is stale; renew it with: %s", RENEW)
        .isEqualTo(expected);
  }

  @Test
  void everyFunction_hasDocumentationOfAllItsParametersAndAnExample() {
    for (Chapter chapter : chapters()) {
      for (OttlFunction function : chapter.functions.all()) {
        String text = FunctionDoc.of(function);
        String name = function.signature().name();
        assertThat(text).as(name).contains("```\n").contains(name + "(");
        function
            .signature()
            .parameters()
            .forEach(parameter -> assertThat(text).as(name).contains("`" + parameter.name() + "`"));
      }
    }
  }

  /// What is together in the catalogue.
  private record Chapter(String heading, String text, Functions functions) {}

  private static List<Chapter> chapters() {
    return List.of(
        new Chapter(
            "Editors", "They change the item. A statement is one.", StandardFunctions.editors()),
        new Chapter(
            "Converters",
            "They make a value of values, and change nothing.",
            StandardFunctions.converters()),
        new Chapter("For spans", "These are there besides the others.", SpanFunctions.all()),
        new Chapter("For log records", "These are there besides the others.", LogFunctions.all()),
        new Chapter(
            "For metrics",
            "These are there besides the others, and change whole metrics.",
            MetricFunctions.ofMetrics()),
        new Chapter(
            "For data points",
            "These are there besides the standard ones.",
            MetricFunctions.ofPoints()));
  }

  private static String catalogue() {
    StringBuilder out = new StringBuilder("# Functions of the transformation language\n\n");
    out.append("Made of the doc comments in `ottl`; `weir ottl functions` prints the same.\n");
    for (Chapter chapter : chapters()) {
      List<OttlFunction> functions = new ArrayList<>(chapter.functions.all());
      functions.sort(Comparator.comparing(function -> function.signature().name()));
      out.append("\n## ").append(chapter.heading).append("\n\n");
      out.append(chapter.text).append("\n\n");
      out.append(FunctionCatalogue.of(functions, 3));
    }
    return out.toString();
  }
}
