package dev.weir.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.functions.StandardFunctions;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random programs on random spans leave what a plain interpreter leaves that works on the official
/// classes.
class RandomProgramsTest {
  private static final String[] KEYS = {"a", "b", "c", "d"};

  static LongStream seeds() {
    return new Random(Long.getLong("weir.seed", 20260101)).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void program_doesWhatTheInterpreterDoes(long seed) {
    Random random = new Random(seed);
    ExportTraceServiceRequest given = request(random);
    List<Step> program = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(6); i++) {
      program.add(step(random));
    }
    Slots slots = new Slots();
    Compiler compiler = new Compiler(ContextName.SPAN, StandardFunctions.all(), true, slots);
    List<Statement> statements =
        program.stream().map(step -> compiler.statement(step.text())).toList();
    Sequence sequence =
        new Sequence(
            ContextName.SPAN, List.of(), statements, ErrorMode.PROPAGATE, (text, error) -> {});
    ByteRange result =
        Walk.over(Signal.TRACES, ByteRange.of(given.toByteArray()), slots.newFrame(), sequence)
            .bytes();

    assertThat(Items.parse(Signal.TRACES, result.toByteArray()))
        .as(() -> "program " + program)
        .isEqualTo(interpreted(given, program));
  }

  /// `set(target, value) where left == right`, or `delete_key(map, key) where …`.
  private record Step(
      boolean deletes, boolean onResource, String key, Source value, Source left, long right) {
    String text() {
      String map = (onResource ? "resource" : "span") + ".attributes";
      String edit =
          deletes
              ? "delete_key(" + map + ", \"" + key + "\")"
              : "set(" + map + "[\"" + key + "\"], " + value.text() + ")";
      return edit + " where " + left.text() + " != " + right;
    }
  }

  /// An attribute, the name's length or a literal.
  private record Source(boolean isLiteral, boolean onResource, String key, long literal) {
    String text() {
      return isLiteral
          ? Long.toString(literal)
          : (onResource ? "resource" : "span") + ".attributes[\"" + key + "\"]";
    }
  }

  private static Step step(Random random) {
    return new Step(
        random.nextInt(3) == 0,
        random.nextInt(4) == 0,
        KEYS[random.nextInt(KEYS.length)],
        source(random),
        source(random),
        random.nextInt(3));
  }

  private static Source source(Random random) {
    return new Source(
        random.nextInt(3) == 0,
        random.nextInt(3) == 0,
        KEYS[random.nextInt(KEYS.length)],
        random.nextInt(3));
  }

  private static ExportTraceServiceRequest request(Random random) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = 0; i <= random.nextInt(3); i++) {
      ResourceSpans.Builder resource = request.addResourceSpansBuilder();
      if (random.nextInt(4) > 0) {
        Resource.Builder own = resource.getResourceBuilder();
        attributes(random).forEach(own::addAttributes);
      }
      for (int j = 0; j <= random.nextInt(2); j++) {
        ScopeSpans.Builder scope = resource.addScopeSpansBuilder();
        scope.getScopeBuilder().setName("scope");
        for (int k = 0; k <= random.nextInt(4); k++) {
          Span.Builder span = scope.addSpansBuilder().setName("n".repeat(random.nextInt(200)));
          attributes(random).forEach(span::addAttributes);
        }
      }
    }
    return request.build();
  }

  private static List<KeyValue> attributes(Random random) {
    List<KeyValue> attributes = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        AnyValue.Builder value = AnyValue.newBuilder();
        if (random.nextInt(4) == 0) {
          value.setStringValue("s".repeat(random.nextInt(150)));
        } else {
          value.setIntValue(random.nextInt(3));
        }
        attributes.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
      }
    }
    return attributes;
  }

  private static ExportTraceServiceRequest interpreted(
      ExportTraceServiceRequest given, List<Step> program) {
    ExportTraceServiceRequest.Builder request = given.toBuilder();
    for (ResourceSpans.Builder envelope : request.getResourceSpansBuilderList()) {
      Maps resource = new Maps(new ArrayList<>(envelope.getResource().getAttributesList()));
      for (ScopeSpans.Builder scope : envelope.getScopeSpansBuilderList()) {
        for (Span.Builder span : scope.getSpansBuilderList()) {
          Maps own = new Maps(new ArrayList<>(span.getAttributesList()));
          program.forEach(step -> interpret(step, own, resource));
          span.clearAttributes().addAllAttributes(own.entries());
        }
      }
      if (envelope.hasResource() || !resource.entries().isEmpty()) {
        envelope.getResourceBuilder().clearAttributes().addAllAttributes(resource.entries());
      }
    }
    return request.build();
  }

  private static void interpret(Step step, Maps span, Maps resource) {
    AnyValue left = value(step.left(), span, resource);
    boolean isEqual = left != null && left.hasIntValue() && left.getIntValue() == step.right();
    if (isEqual) {
      return;
    }
    Maps target = step.onResource() ? resource : span;
    if (step.deletes()) {
      target.entries().removeIf(entry -> entry.getKey().equals(step.key()));
      return;
    }
    AnyValue value = value(step.value(), span, resource);
    if (value != null) {
      target.put(step.key(), value);
    }
  }

  private static @Nullable AnyValue value(Source source, Maps span, Maps resource) {
    if (source.isLiteral()) {
      return AnyValue.newBuilder().setIntValue(source.literal()).build();
    }
    Maps map = source.onResource() ? resource : span;
    return map.entries().stream()
        .filter(entry -> entry.getKey().equals(source.key()))
        .map(KeyValue::getValue)
        .findFirst()
        .orElse(null);
  }

  /// Attributes as a list of entries.
  private record Maps(List<KeyValue> entries) {
    void put(String key, AnyValue value) {
      KeyValue entry = KeyValue.newBuilder().setKey(key).setValue(value).build();
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).getKey().equals(key)) {
          entries.set(i, entry);
          return;
        }
      }
      entries.add(entry);
    }
  }
}
