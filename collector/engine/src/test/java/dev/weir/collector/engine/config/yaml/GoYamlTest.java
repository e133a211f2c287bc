package dev.weir.collector.engine.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts are what go-yaml 3, the Collector's YAML library, makes of them. The expectations were
/// recorded by running it.
class GoYamlTest {

  static List<Golden.Case> scalars() {
    return Golden.lines("scalars.golden");
  }

  static List<Golden.Case> documents() {
    return Golden.documents("documents.golden");
  }

  static Stream<Golden.Case> all() {
    return Stream.concat(scalars().stream(), documents().stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void textIsReadAsGoReadsIt(Golden.Case golden) throws YamlException {
    var source = new Source("test.yaml", golden.text());
    if (golden.refused()) {
      assertThatExceptionOfType(YamlException.class).isThrownBy(() -> YamlReader.read(source));
    } else {
      assertThat(Golden.show(YamlReader.read(source))).isEqualTo(golden.expected());
    }
  }
}
