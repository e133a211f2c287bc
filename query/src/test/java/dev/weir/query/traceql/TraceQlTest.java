package dev.weir.query.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.otlp.Signal;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceQlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ true }",
        "{ !true || false }",
        "{ 1 <= 1.1 && -1 = 2 }",
        "{ .a }",
        "{ !.a }",
        "{ -.a = 2 }",
        "{ .a =~ \"x.*\" && .b !~ `y\\d` }",
        "{ resource.a != 3 && span.b >= \"200\" }",
        "{ !(\"test\" != .c || ((true && .b) || 3 < .a)) }",
        "{ status = error && kind != server }",
        "{ statusMessage = \"\" }",
        "{ traceDuration > 1s && rootServiceName = `x` && rootName != \"y\" }",
        "{ trace:duration > 1h && span:name = \"x\" && event:name = \"e\" && link:traceID = \"1\" }",
        "{ event.exception.type = \"x\" && instrumentation.k = 1 && instrumentation:name = \"n\" }",
        "{ duration > 1s * 2 - 100ms }",
        "{ (.a + 1) * 2 ^ 3 ^ 2 = 18 % 5 }",
        "{ .foo = nil || .bar != nil }",
        "{ parent.a = 3 && parent.resource.b = \"x\" }",
        "{ nestedSetParent < 0 }",
        "{ span.\"a b\" = 1 && .\"q\\\"uote\" = 2 }",
        "{ .dashed-name/with.slash = 1 }",
        "{} && {} || {}",
        "{} > {} >> {} < {} << {} ~ {}",
        "{} !> {} !>> {} !< {} !<< {} !~ {}",
        "{} &> {} &>> {} &< {} &<< {} &~ {}",
        "({} | count() > 1 | { false }) >> ({} | count() > 1)",
        "(({ .a }) && { .b }) || { .c }",
        "avg(.field) > 1",
        "max(duration) >= 1s | { status = error }",
        "{} | by(name) | count() > 2 | coalesce() | select(.a, span.b)",
        "{} | (count() + 1) * 2 > -3",
        "{} | min(.a) < max(duration)",
        "{} | rate()",
        "{} | rate() by(name, resource.service.name)",
        "{} | count_over_time() by(.a) | topk(5)",
        "{} | quantile_over_time(duration, .99, 0.9) by(name)",
        "{} | histogram_over_time(duration)",
        "{} | avg_over_time(span.size) > 10 | bottomk(3)",
        "{} | compare({ status = error }, 5, 1, 2)",
        "{} | rate() with(sample=true, exemplars=false)",
        "duration > 2s && status = error",
        "( .a = 1 || .b = 2 ) && name = \"x\"",
        "{ log.level = \"x\" && body =~ `.*` && severity_number >= 17 && trace_id != \"\" }",
        "// a comment\n{ name = \"x\" } // another",
        ""
      })
  void sensibleQueries_areReadAndCompiled(String text) {
    Query query = TraceQl.parse(text);
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
      assertThat(Compiler.compile(query, signal).filter()).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ . }",
        "{ < }",
        "{ .a < }",
        "{ .a < 3",
        "{ (.a < 3 }",
        "{ attribute = 4 }",
        "{ .attribute == 4 }",
        "{ span. }",
        "{} + {}",
        "{} = {}",
        "{} <= {}",
        "max(name) = \"foo\"",
        "avg(\"foo\") = 1",
        "max(duration) < ok",
        "avg(.field) + 1",
        "{} | select()",
        "{} | by()",
        "coalesce() | {}",
        "{} | count()",
        "{} | nothing() = 1",
        "{} | max() = 1",
        "({}) && (count())",
        "{ status }",
        "{ 1 + 1 }",
        "{ \"foo\" }",
        "{ 1h }",
        "{ 1 + \"foo\" = 1 }",
        "{ 1 = \"foo\" }",
        "{ 1 != true }",
        "{ name > 1 }",
        "{ 1 =~ 2 }",
        "{ .a =~ \"(\" }",
        "{ .a =~ .b }",
        "{ 1 && true }",
        "{ status > ok }",
        "{ kind < consumer }",
        "{ rootName != 3.2 }",
        "{ -true }",
        "{ !1 = 1 }",
        "{ -name = \"x\" }",
        "sum(3) = 2",
        "{} | by(1)",
        "{} | quantile_over_time(duration)",
        "{} | quantile_over_time(duration, 2)",
        "{} | rate() | topk(0)",
        "{} | rate() | {}",
        "{ .a = \"x }",
        "{ .a = 1 } }",
        "{ .a = 3x }",
        "{ .a = \"\\q\" }",
        "{ # }",
        ")",
        "(",
        "|",
        "{ nestedSetParent > 5 }"
      })
  void wrongQueries_areRefusedWithAPlace(String text) {
    TraceQlException wrong =
        catchThrowableOfType(
            TraceQlException.class, () -> Compiler.compile(TraceQl.parse(text), Signal.TRACES));
    assertThat(wrong).as(text).isNotNull();
    assertThat(wrong.offset()).isBetween(0, text.length());
    assertThat(wrong.caret()).contains("^");
    assertThat(wrong.message()).isNotEmpty();
  }

  @Test
  void misspeltNames_areFollowedByTheNearestOne() {
    TraceQlException wrong =
        catchThrowableOfType(
            TraceQlException.class, () -> TraceQl.parse("{ name = \"x\" && durtion > 2s }"));
    assertThat(wrong.suggestion()).isEqualTo("duration");
    assertThat(wrong.caret())
        .isEqualTo("{ name = \"x\" && durtion > 2s }\n" + " ".repeat(16) + "^^^^^^^");
    assertThatThrownBy(() -> TraceQl.parse("{ resorce.service.name = 1 }"))
        .hasMessageContaining("resource.service.name");
    assertThatThrownBy(() -> TraceQl.parse("{ http.status_code = 500 }"))
        .hasMessageContaining(".http.status_code");
    assertThatThrownBy(() -> TraceQl.parse("{} | rat()")).hasMessageContaining("rate");
  }

  @Test
  void andAndOr_groupFromTheLeftAsInTempo() {
    assertThat(compiled("{ .a = 1 || .b = 2 && .c = 3 }"))
        .isEqualTo(new Expr.And(List.of(new Expr.Or(List.of(is("a", 1), is("b", 2))), is("c", 3))));
  }

  @Test
  void structuralOperators_askForTheOtherSpan() {
    Expr a = is("a", 1);
    Expr b = is("b", 2);
    assertThat(compiled("{ .a = 1 } > { .b = 2 }"))
        .isEqualTo(Expr.and(b, new Expr.Related(Expr.Relation.PARENT, a)));
    assertThat(compiled("{ .a = 1 } !<< { .b = 2 }"))
        .isEqualTo(Expr.and(b, Expr.not(new Expr.Related(Expr.Relation.DESCENDANT, a))));
    assertThat(compiled("{ .a = 1 } &>> { .b = 2 }"))
        .isEqualTo(
            Expr.or(
                Expr.and(b, new Expr.Related(Expr.Relation.ANCESTOR, a)),
                Expr.and(a, new Expr.Related(Expr.Relation.DESCENDANT, b))));
    assertThat(compiled("{ .a = 1 } && { .b = 2 }"))
        .isEqualTo(
            Expr.and(
                Expr.or(a, b),
                new Expr.Related(Expr.Relation.TRACE, a),
                new Expr.Related(Expr.Relation.TRACE, b)));
  }

  @Test
  void aggregates_lookAtTheSpansThatAreLeft() {
    assertThat(compiled("{ .a = 1 } | by(name) | count() > 2"))
        .isEqualTo(
            Expr.and(
                is("a", 1),
                Expr.compare(
                    new Expr.TraceAggregate(
                        Expr.Function.COUNT, null, is("a", 1), List.of(Expr.field(Intrinsic.NAME))),
                    Expr.Comparison.GT,
                    Expr.literal(2L))));
  }

  @Test
  void ids_areBroughtToTheStoresForm() {
    assertThat(compiled("{ trace:id = \"ABC\" }"))
        .isEqualTo(Expr.equal(Expr.field(Intrinsic.TRACE_ID), "0".repeat(29) + "abc"));
  }

  @Test
  void conditionsThatASignalCannotHave_areLeftOutAndNamed() {
    Query query =
        TraceQl.parse(
            "{ resource.service.name = \"x\" && duration > 2s && (.a = 1 || name = \"y\") }");
    Compiler.Compiled logs = Compiler.compile(query, Signal.LOGS);
    assertThat(logs.filter()).isEqualTo(Expr.equal(Expr.field(Intrinsic.SERVICE), "x"));
    assertThat(logs.ignored()).containsExactly("duration > 2s", ".a = 1 || name = \"y\"");
  }

  @Test
  void durations_areReadAsGoAndPrometheusWriteThem() {
    assertThat(Durations.parse("1h30m")).isEqualTo(5_400_000_000_000L);
    assertThat(Durations.parse("1.5ms")).isEqualTo(1_500_000L);
    assertThat(Durations.parse("7d")).isEqualTo(7 * 86_400_000_000_000L);
    assertThat(Durations.parse("5")).isNull();
    assertThat(Durations.parse("9999999y")).isNull();
  }

  @Test
  void deepNesting_isRefused() {
    assertThatThrownBy(() -> TraceQl.parse("{ " + "(".repeat(500) + ".a = 1"))
        .isInstanceOf(TraceQlException.class)
        .hasMessageContaining("deep");
    assertThatThrownBy(() -> TraceQl.parse("(".repeat(3000) + "{}"))
        .isInstanceOf(TraceQlException.class);
    assertThatThrownBy(() -> TraceQl.parse("{ " + "!".repeat(3000) + ".a }"))
        .isInstanceOf(TraceQlException.class);
  }

  @Test
  void longChains_areTaken() {
    String chain = ".a = 1" + " && .a = 1".repeat(900);
    assertThat(Compiler.conjuncts(TraceQl.parse("{ " + chain + " }"))).hasSize(901);
  }

  /// Whatever is thrown at the parser, it answers with a query or with a [TraceQlException].
  @Test
  void damagedQueries_neverFailOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String base =
        "{ resource.service.name = \"checkout\" && duration > 2s || !(.a =~ `x`) } >> { status ="
            + " error } | by(name) | count() > 2 | rate() by(.b) | topk(3)";
    String alphabet = "{}()|&!<>=~\"`.,:+-*/%^ \n\\aé\ud83d\u00000x9";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(base);
      for (int damage = random.nextInt(6); damage >= 0 && !text.isEmpty(); damage--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> text.setLength(Math.max(1, at));
        }
      }
      try {
        var _ = Compiler.compile(TraceQl.parse(text.toString()), Signal.TRACES);
      } catch (TraceQlException e) {
        assertThat(e.caret()).as("seed %s: %s", seed, text).contains("^");
      }
    }
  }

  private static Expr compiled(String text) {
    return Compiler.compile(TraceQl.parse(text), Signal.TRACES).filter();
  }

  private static Expr is(String key, long value) {
    return Expr.compare(
        Expr.attribute(Scope.ANY, key), Expr.Comparison.EQ, new Expr.Literal(new Value.Int(value)));
  }
}
