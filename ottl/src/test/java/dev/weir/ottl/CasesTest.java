package dev.weir.ottl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the cases in `cases/*.ottl`.
final class CasesTest {

  @TestFactory
  Stream<DynamicTest> cases() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(CasesTest.class.getResource("cases"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<Case> cases =
          files
              .filter(file -> file.toString().endsWith(".ottl"))
              .sorted()
              .flatMap(file -> Case.parse(file.getFileName().toString(), lines(file)).stream())
              .toList();
      return cases.stream().map(one -> DynamicTest.dynamicTest(one.toString(), one::run));
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
