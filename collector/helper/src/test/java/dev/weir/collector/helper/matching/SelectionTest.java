package dev.weir.collector.helper.matching;

import static dev.weir.collector.helper.matching.MatchConfigs.regexp;
import static dev.weir.collector.helper.matching.MatchConfigs.strict;
import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.resource;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.SpanView;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Resource SHOP = resource("shop", attribute("host.name", "h1"));
  private static final InstrumentationScope LIBRARY = TestData.scope("lib");

  @Test
  void neither_selectsEverything() {
    assertThat(Selection.of(null, null).isAll()).isTrue();
    assertThat(selects(null, null, span("x", 1))).isTrue();
  }

  @Test
  void excludeAfterInclude_takesAway() {
    MatchConfigs include = regexp().spanNames("^a");
    MatchConfigs exclude = strict().spanNames("ab");

    assertThat(selects(include, exclude, span("ax", 1))).isTrue();
    assertThat(selects(include, exclude, span("ab", 1))).isFalse();
    assertThat(selects(include, exclude, span("b", 1))).isFalse();
    assertThat(selects(null, exclude, span("b", 1))).isTrue();
  }

  @Test
  void names_matchWhenOneDoes() {
    assertThat(selects(strict().spanNames("a", "b"), null, span("b", 1))).isTrue();
    assertThat(selects(strict().spanNames("a", "b"), null, span("c", 1))).isFalse();
    assertThat(selects(strict().spanNames("a.*"), null, span("ab", 1))).isFalse();
  }

  @Test
  void regexp_isFoundAnywhereUnlessAnchored() {
    assertThat(selects(regexp().spanNames("b+"), null, span("abbc", 1))).isTrue();
    assertThat(selects(regexp().spanNames("^b"), null, span("abbc", 1))).isFalse();
    assertThat(selects(regexp().spanNames("x", "c$"), null, span("abbc", 1))).isTrue();
    assertThat(selects(regexp().spanNames("^(?i)GET \\pL+$"), null, span("get käse", 1))).isTrue();
  }

  @Test
  void allCriteria_haveToMatch() {
    MatchConfigs both = strict().spanNames("a").services("shop");

    assertThat(selects(both, null, span("a", 1))).isTrue();
    assertThat(selects(both, null, span("b", 1))).isFalse();
    assertThat(selects(strict().spanNames("a").services("other"), null, span("a", 1))).isFalse();
  }

  @Test
  void services_areTheNameOfTheResource() {
    assertThat(selects(regexp().services("^sho"), null, span("a", 1))).isTrue();
    assertThat(
            selectsIn(
                Resource.getDefaultInstance(),
                strict().services("<nil-service-name>"),
                span("a", 1)))
        .isTrue();
    Resource numbered = Resource.newBuilder().addAttributes(attribute("service.name", 7)).build();
    assertThat(selectsIn(numbered, strict().services("7"), span("a", 1))).isTrue();
  }

  @Test
  void spanKinds_areThoseOfTheSpecification() {
    Span server = span("a", 1);
    Span unspecified = server.toBuilder().setKind(Span.SpanKind.SPAN_KIND_UNSPECIFIED).build();

    assertThat(selects(strict().spanKinds("SPAN_KIND_SERVER"), null, server)).isTrue();
    assertThat(selects(strict().spanKinds("SPAN_KIND_CLIENT"), null, server)).isFalse();
    assertThat(selects(regexp().spanKinds("UNSPEC"), null, unspecified)).isTrue();
    assertThat(selects(regexp().spanKinds("SERVER|CLIENT"), null, server)).isTrue();
  }

  @Test
  void attributes_allHaveToMatchInKindAndValue() {
    Span span =
        span(
            "a",
            1,
            attribute("s", "x"),
            attribute("i", 5),
            attribute("d", 2.5),
            attribute("b", true),
            attribute("l", List.of(1, 2)));

    assertThat(selects(strict().attribute("s", "x").attribute("i", 5), null, span)).isTrue();
    assertThat(selects(strict().attribute("s", "x").attribute("i", 6), null, span)).isFalse();
    assertThat(selects(strict().attribute("i", "5"), null, span)).isFalse();
    assertThat(selects(strict().attribute("d", 2.5), null, span)).isTrue();
    assertThat(selects(strict().attribute("b", false), null, span)).isFalse();
    assertThat(selects(strict().attribute("l", List.of(1, 2)), null, span)).isTrue();
    assertThat(selects(strict().attribute("l", null), null, span)).isTrue();
    assertThat(selects(strict().attribute("missing", null), null, span)).isFalse();
  }

  @Test
  void regexpAttributes_compareValuesAsTexts() {
    Span span =
        span(
            "a",
            1,
            attribute("i", 500),
            attribute("d", 1e21),
            attribute("b", true),
            attribute("l", List.of("500")));

    assertThat(selects(regexp().attribute("i", "^5..$"), null, span)).isTrue();
    assertThat(selects(regexp().attribute("d", "^10+$"), null, span)).isTrue();
    assertThat(selects(regexp().attribute("b", "true"), null, span)).isTrue();
    assertThat(selects(regexp().attribute("l", "500"), null, span)).isFalse();
  }

  @Test
  void resources_allHaveToMatch() {
    assertThat(selects(strict().resource("host.name", "h1"), null, span("a", 1))).isTrue();
    assertThat(selects(strict().resource("host.name", "h2"), null, span("a", 1))).isFalse();
    assertThat(
            selects(
                strict().resource("host.name", "h1").resource("zone", null), null, span("a", 1)))
        .isFalse();
  }

  @Test
  void libraries_allHaveToMatch() {
    assertThat(selects(strict().library("lib", null), null, span("a", 1))).isTrue();
    assertThat(selects(strict().library("lib", "1.2.3"), null, span("a", 1))).isTrue();
    assertThat(selects(strict().library("lib", ""), null, span("a", 1))).isFalse();
    assertThat(selects(regexp().library("li.", "^1"), null, span("a", 1))).isTrue();
    assertThat(selects(strict().library("lib", null).library("other", null), null, span("a", 1)))
        .isFalse();
  }

  @Test
  void exclude_ofTheResourceAlone_spansAll() {
    assertThat(selects(null, strict().services("shop"), span("a", 1))).isFalse();
    assertThat(selects(null, strict().services("shop").spanNames("b"), span("a", 1))).isTrue();
  }

  @Test
  void logs_byBodyAndSeverity() {
    LogRecord info = log("it failed");
    LogRecord number = info.toBuilder().setBody(TestData.value(500)).build();
    LogRecord undefined = info.toBuilder().clearSeverityNumber().build();

    assertThat(selects(regexp().logBodies("fail"), null, info)).isTrue();
    assertThat(selects(strict().logBodies("500"), null, number)).isTrue();
    assertThat(selects(strict().severityTexts("INFO"), null, info)).isTrue();
    assertThat(selects(strict().severityTexts("WARN"), null, info)).isFalse();
    assertThat(selects(strict().severity(9, false), null, info)).isTrue();
    assertThat(selects(strict().severity(10, true), null, info)).isFalse();
    assertThat(selects(strict().severity(10, true), null, undefined)).isTrue();
    assertThat(selects(strict().severity(0, false), null, undefined)).isFalse();
  }

  @Test
  void metrics_byNameAndResource() {
    var gauge = TestMetrics.gauge("cpu.time", 1);

    assertThat(selects(regexp().metricNames("^cpu"), null, gauge)).isTrue();
    assertThat(selects(strict().metricNames("cpu"), null, gauge)).isFalse();
    assertThat(selects(strict().resource("host.name", "h2"), null, gauge)).isFalse();
  }

  @Test
  void regexp_remembersAnswersWithoutMixingThemUp() {
    Selection selection = Selection.of(regexp().spanNames("7$").build(), null);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(decide(selection, SHOP, span("name-" + i, 1))).isEqualTo(i % 10 == 7);
      }
    }
  }

  private static boolean selects(
      @Nullable MatchConfigs include, @Nullable MatchConfigs exclude, MessageLite item) {
    Selection selection =
        Selection.of(
            include == null ? null : include.build(), exclude == null ? null : exclude.build());
    return decide(selection, SHOP, item);
  }

  private static boolean selectsIn(Resource resource, MatchConfigs include, MessageLite item) {
    return decide(Selection.of(include.build(), null), resource, item);
  }

  private static boolean decide(Selection selection, Resource resource, MessageLite item) {
    Selection.Pass pass = selection.pass();
    pass.resource(view(resource, new ResourceView()));
    pass.scope(view(LIBRARY, new InstrumentationScopeView()));
    return switch (item) {
      case Span span -> pass.selects(view(span, new SpanView()));
      case LogRecord record -> pass.selects(view(record, new LogRecordView()));
      default -> pass.selects(view(item, new MetricView()));
    };
  }

  private static <V extends MessageView> V view(MessageLite message, V view) {
    byte[] bytes = message.toByteArray();
    view.wrap(bytes, 0, bytes.length);
    return view;
  }
}
