package dev.weir.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.TraceQl;
import dev.weir.store.StoreConfig;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries over generated traces, against a plain reading of the same words in Java.
class TraceQlOracleTest {
  private static final String[] SERVICES = {"frontend", "cart", "db"};
  private static final String[] NAMES = {"GET /", "query", "work"};
  private final long begin = Instant.now().toEpochMilli() * 1_000_000 - 600_000_000_000L;

  @TempDir Path folder;

  private record Span(
      String trace,
      String id,
      String parent,
      String service,
      String name,
      int status,
      long millis,
      @Nullable Long size,
      @Nullable Boolean cached) {}

  /// All spans of a run, with what the queries need to look up.
  private record World(List<Span> spans) {
    @Nullable Span parent(Span span) {
      return spans.stream()
          .filter(other -> other.trace.equals(span.trace) && other.id.equals(span.parent))
          .findFirst()
          .orElse(null);
    }

    boolean hasAncestor(Span span, java.util.function.Predicate<Span> test) {
      for (Span at = parent(span); at != null; at = parent(at)) {
        if (test.test(at)) {
          return true;
        }
      }
      return false;
    }

    List<Span> trace(Span span) {
      return spans.stream().filter(other -> other.trace.equals(span.trace)).toList();
    }

    List<Span> children(Span span) {
      return trace(span).stream().filter(other -> other.parent.equals(span.id)).toList();
    }
  }

  private static Map<String, BiPredicate<Span, World>> queries() {
    Map<String, BiPredicate<Span, World>> queries = new LinkedHashMap<>();
    queries.put("{ }", (s, w) -> true);
    queries.put("{ resource.service.name = \"cart\" }", (s, w) -> s.service.equals("cart"));
    queries.put(
        "{ name != \"query\" && status = error }",
        (s, w) -> !s.name.equals("query") && s.status == 2);
    queries.put(
        "{ duration > 50ms && duration <= 120ms }", (s, w) -> s.millis > 50 && s.millis <= 120);
    queries.put("{ span.size >= 3 }", (s, w) -> s.size != null && s.size >= 3);
    queries.put("{ span.size != 3 }", (s, w) -> s.size != null && s.size != 3);
    queries.put("{ span.size = nil }", (s, w) -> s.size == null);
    queries.put("{ !(span.size > 2) }", (s, w) -> !(s.size != null && s.size > 2));
    queries.put("{ .size * 2 + 1 > 6 }", (s, w) -> s.size != null && s.size * 2 + 1 > 6);
    queries.put("{ .cached }", (s, w) -> Boolean.TRUE.equals(s.cached));
    queries.put("{ !.cached }", (s, w) -> Boolean.FALSE.equals(s.cached));
    queries.put("{ name =~ \"GET.*\" }", (s, w) -> s.name.startsWith("GET"));
    queries.put("{ name =~ \"ET\" }", (s, w) -> false);
    queries.put("{ resource.service.name !~ \"c.*|d.\" }", (s, w) -> s.service.equals("frontend"));
    queries.put("{ nestedSetParent < 0 }", (s, w) -> s.parent.isEmpty());
    queries.put(
        "{ status = ok || .size = 1 && name = \"work\" }",
        (s, w) -> (s.status == 1 || (s.size != null && s.size == 1)) && s.name.equals("work"));
    queries.put(
        "{ name = \"query\" } > { status = error }",
        (s, w) -> {
          Span parent = w.parent(s);
          return s.status == 2 && parent != null && parent.name.equals("query");
        });
    queries.put(
        "{ name = \"query\" } !> { status = error }",
        (s, w) -> {
          Span parent = w.parent(s);
          return s.status == 2 && !(parent != null && parent.name.equals("query"));
        });
    queries.put(
        "{ status = error } >> { resource.service.name = \"db\" }",
        (s, w) -> s.service.equals("db") && w.hasAncestor(s, a -> a.status == 2));
    queries.put(
        "{ status = error } < { name = \"work\" }",
        (s, w) -> s.name.equals("work") && w.children(s).stream().anyMatch(c -> c.status == 2));
    queries.put(
        "{ status = error } ~ { status = ok }",
        (s, w) ->
            s.status == 1
                && !s.parent.isEmpty()
                && w.trace(s).stream()
                    .anyMatch(
                        o -> !o.id.equals(s.id) && o.status == 2 && o.parent.equals(s.parent)));
    queries.put(
        "{ status = error } && { .size = 2 }",
        (s, w) ->
            (s.status == 2 || (s.size != null && s.size == 2))
                && w.trace(s).stream().anyMatch(o -> o.status == 2)
                && w.trace(s).stream().anyMatch(o -> o.size != null && o.size == 2));
    queries.put(
        "{ status = error } | count() > 2",
        (s, w) -> s.status == 2 && w.trace(s).stream().filter(o -> o.status == 2).count() > 2);
    queries.put(
        "{ status = error } | by(name) | count() >= 2",
        (s, w) ->
            s.status == 2
                && w.trace(s).stream().filter(o -> o.status == 2 && o.name.equals(s.name)).count()
                    >= 2);
    queries.put(
        "{ } | avg(duration) > 80ms | { status = ok }",
        (s, w) ->
            s.status == 1 && w.trace(s).stream().mapToLong(Span::millis).average().orElse(0) > 80);
    queries.put(
        "{ name = \"work\" } | max(.size) = 4",
        (s, w) ->
            s.name.equals("work")
                && w.trace(s).stream()
                        .filter(o -> o.name.equals("work") && o.size != null)
                        .mapToLong(o -> o.size == null ? 0 : o.size)
                        .max()
                        .orElse(-1)
                    == 4);
    queries.put("{ childCount = 0 }", (s, w) -> w.children(s).isEmpty());
    queries.put(
        "{ parent.size = 2 }",
        (s, w) -> {
          Span parent = w.parent(s);
          return parent != null && parent.size != null && parent.size == 2;
        });
    queries.put(
        "{ parent.size < span.size }",
        (s, w) -> {
          Span parent = w.parent(s);
          return parent != null && parent.size != null && s.size != null && parent.size < s.size;
        });
    queries.put(
        "{ span.size = parent.span.size + 1 || status = error }",
        (s, w) -> {
          Span parent = w.parent(s);
          return s.status == 2
              || (parent != null
                  && parent.size != null
                  && s.size != null
                  && s.size == parent.size + 1);
        });
    queries.put(
        "{ parent.resource.service.name != resource.service.name }",
        (s, w) -> {
          Span parent = w.parent(s);
          return parent != null && !parent.service.equals(s.service);
        });
    queries.put(
        "{ !(parent.resource.service.name = resource.service.name) }",
        (s, w) -> {
          Span parent = w.parent(s);
          return parent == null || !parent.service.equals(s.service);
        });
    return queries;
  }

  @Test
  void storeInMemory_answersAsTheWordsSay() {
    try (TelemetryStore store = Stores.inMemory(256L << 20, Duration.ofDays(30))) {
      check(store);
    }
  }

  @Test
  void storeOnDisk_answersAsTheWordsSay() {
    try (TelemetryStore store = Stores.open(StoreConfig.of(folder.resolve("data")), _ -> {})) {
      check(store);
    }
  }

  private void check(TelemetryStore store) {
    long seed = System.nanoTime();
    World world = world(new Random(seed), store);
    queries()
        .forEach((text, meaning) -> {
          Expr filter = Compiler.compile(TraceQl.parse(text), Signal.TRACES).filter();
          Set<String> expected =
              world.spans.stream()
                  .filter(span -> meaning.test(span, world))
                  .map(Span::id)
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(found(store, filter)).as("seed %s: %s", seed, text).isEqualTo(expected);
        });
  }

  private Set<String> found(TelemetryStore store, Expr filter) {
    return store
        .search(
            new SearchRequest(
                Signal.TRACES,
                new TimeRange(begin, begin + 600_000_000_000L),
                filter,
                List.of(Expr.field(Intrinsic.SPAN_ID)),
                List.of(),
                100_000,
                Duration.ofSeconds(60)))
        .rows()
        .stream()
        .map(row -> row.values().getFirst() instanceof Value.Text text ? text.value() : "")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private World world(Random random, TelemetryStore store) {
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= 60; trace++) {
      List<Span> own = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        String parent = own.isEmpty() ? "" : own.get(random.nextInt(own.size())).id;
        own.add(
            new Span(
                "%032x".formatted(trace),
                "%016x".formatted(trace * 100L + i),
                parent,
                SERVICES[random.nextInt(SERVICES.length)],
                NAMES[random.nextInt(NAMES.length)],
                random.nextInt(3),
                1 + random.nextInt(150),
                random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(5)),
                random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean())));
      }
      own.forEach(span -> put(store, span));
      spans.addAll(own);
    }
    return new World(spans);
  }

  private void put(TelemetryStore store, Span span) {
    List<String> attributes = new ArrayList<>();
    if (span.size != null) {
      attributes.add("{\"key\":\"size\",\"value\":{\"intValue\":\"" + span.size + "\"}}");
    }
    if (span.cached != null) {
      attributes.add("{\"key\":\"cached\",\"value\":{\"boolValue\":" + span.cached + "}}");
    }
    String json =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","kind":1,
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},"attributes":[%s]}]}]}]}
        """
            .formatted(
                span.service,
                span.trace,
                span.id,
                span.parent,
                span.name,
                begin + 1_000_000_000L,
                begin + 1_000_000_000L + span.millis * 1_000_000,
                span.status,
                String.join(",", attributes));
    var _ =
        store.append(
            Signal.TRACES,
            ByteRange.of(OtlpJsonReader.read(Signal.TRACES, json.getBytes(UTF_8)).message()));
  }
}
