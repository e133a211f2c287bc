package dev.weir.collector.processors.span;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.matching.AttributeCondition;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.processors.CollectorCase;
import dev.weir.collector.processors.span.SpanConfig.Name;
import dev.weir.collector.processors.span.SpanConfig.Status;
import dev.weir.collector.processors.span.SpanConfig.ToAttributes;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanProcessorTest extends ProcessorContract<SpanConfig> {
  private static final String API = "/api/(?P<version>v[0-9])/";
  private static final String DOCUMENT = "/document/(?P<doc>[^/]+)/(?P<verb>.*)$";

  private static final Map<String, SpanConfig> SETTINGS =
      Map.ofEntries(
          Map.entry("from", config(new Name(List.of("db.svc", "operation"), "::", null), null)),
          Map.entry(
              "from_types",
              config(new Name(List.of("id", "ok", "f", "big", "l", "m"), "", null), null)),
          Map.entry(
              "to",
              config(
                  to(false, false, "^\\/api\\/v1\\/document\\/(?P<documentId>.*)\\/update$"),
                  null)),
          Map.entry("to_two", config(to(false, false, API, DOCUMENT), null)),
          Map.entry("to_break", config(to(true, false, API, DOCUMENT), null)),
          Map.entry("to_keep", config(to(false, true, DOCUMENT, "(?P<all>.*)"), null)),
          Map.entry("status_error", config(Name.defaults(), new Status("Error", "some"))),
          Map.entry("status_ok", config(Name.defaults(), new Status("Ok", ""))),
          Map.entry("status_unset", config(Name.defaults(), new Status("Unset", ""))),
          Map.entry(
              "include",
              new SpanConfig(
                  match(MatchType.REGEXP, List.of("^/api"), List.of()),
                  match(
                      MatchType.STRICT,
                      List.of(),
                      List.of(new AttributeCondition("documentId", null))),
                  new Name(
                      List.of("db.svc"), "", new ToAttributes(List.of("(?P<x>lo)"), false, false)),
                  new Status("Ok", ""))));

  private final RecordingConsumer next = new RecordingConsumer();

  SpanProcessorTest() {
    super(new SpanFactory());
  }

  @Override
  protected SpanConfig config() {
    return config(to(false, false, "^a(?P<number>.*)"), new Status("Ok", ""));
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("name");
  }

  static Stream<CollectorCase> collectorCases() throws IOException {
    return CollectorCase.beside(SpanProcessorTest.class);
  }

  @ParameterizedTest
  @MethodSource("collectorCases")
  void spans_areChangedAsByTheCollector(CollectorCase given) {
    SpanConfig config = requireNonNull(SETTINGS.get(given.name()));
    given.batches().forEach(batch -> consume(config, batch));

    assertThat(CollectorCase.lines(next.traces())).containsExactlyElementsOf(given.expected());
  }

  @Test
  void groupThatDidNotTakePart_givesAnEmptyAttribute() {
    consume(
        config(to(false, false, "(?P<a>x)|(?P<b>y)"), null),
        TestData.spans(TestData.span("-y-", 1)));

    assertThat(next.spanNames()).containsExactly("-{b}-");
    assertThat(next.spans().getFirst().getAttributesList())
        .containsExactly(TestData.attribute("a", ""), TestData.attribute("b", "y"));
  }

  @Test
  void nothingMatches_handsOnTheSameBatch() {
    Batch batch = TestData.batch(Signal.TRACES, 2);
    consume(config(to(false, false, "(?P<a>zzz)"), null), batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void settingsThatCannotWork_areReported() {
    SpanConfig broken = config(to(false, false, "(", "(x)"), new Status("ok", ""));
    assertThat(TestProblems.of(broken).settings())
        .containsExactly(
            "name::to_attributes::rules::0", "name::to_attributes::rules::1", "status::code");
    assertThat(TestProblems.of(config(Name.defaults(), new Status("Ok", "why"))).settings())
        .containsExactly("status::description");
    TestProblems problems = new TestProblems();
    factory.validate(
        new SpanConfig(MatchConfig.defaults(), null, Name.defaults(), null),
        Signal.TRACES,
        problems);
    assertThat(problems.settings()).containsExactly("include");
  }

  private void consume(SpanConfig config, Batch batch) {
    factory.create(config, Signal.TRACES, new TestContext("span"), next).consume(batch);
  }

  private static SpanConfig config(Name name, @Nullable Status status) {
    return new SpanConfig(null, null, name, status);
  }

  private static Name to(boolean breakAfterMatch, boolean keepOriginalName, String... rules) {
    return new Name(
        List.of(), "", new ToAttributes(List.of(rules), breakAfterMatch, keepOriginalName));
  }

  private static MatchConfig match(
      MatchType type, List<String> names, List<AttributeCondition> attributes) {
    return new MatchConfig(
        type,
        null,
        List.of(),
        names,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        attributes,
        List.of(),
        List.of());
  }
}
