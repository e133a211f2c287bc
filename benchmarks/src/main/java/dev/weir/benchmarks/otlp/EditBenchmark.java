package dev.weir.benchmarks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Changing spans of 10 attributes, per span. What an edit allocates is the new request.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EditBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;
  private static final int NAME = 5;

  private static final byte[] NEW = "added.by.the.benchmark".getBytes(UTF_8);
  private static final byte[] ROUTE = "http.route".getBytes(UTF_8);
  private static final byte[] STATUS = "http.response.status_code".getBytes(UTF_8);
  private static final EncodedValue VALUE = EncodedValue.of("production");

  private static final byte[][] OLD_KEYS = {
    "http.request.method".getBytes(UTF_8),
    "url.path".getBytes(UTF_8),
    "server.address".getBytes(UTF_8),
    "client.address".getBytes(UTF_8)
  };
  private static final byte[][] NEW_KEYS = {
    "http.method".getBytes(UTF_8),
    "http.target".getBytes(UTF_8),
    "net.host.name".getBytes(UTF_8),
    "net.peer.ip".getBytes(UTF_8)
  };

  private final List<ByteRange> requests = new ArrayList<>();
  private int next;

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(ByteRange.of(Payloads.request(Signal.TRACES, ITEMS, i)));
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange onlyLook() {
    return edit(Level.SPAN, item -> item.attributes().contains(NEW));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange upsertNew() {
    return edit(Level.SPAN, item -> item.attributes().upsert(NEW, VALUE));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange upsertExisting() {
    return edit(Level.SPAN, item -> item.attributes().upsert(ROUTE, VALUE));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange delete() {
    return edit(Level.SPAN, item -> item.attributes().delete(ROUTE));
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange renameFour() {
    return edit(
        Level.SPAN,
        item -> {
          for (int i = 0; i < OLD_KEYS.length; i++) {
            item.attributes().rename(OLD_KEYS[i], NEW_KEYS[i]);
          }
        });
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange setName() {
    return edit(Level.SPAN, item -> item.bytes(NAME, NEW));
  }

  /// The few spans that failed.
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange upsertWhereStatusIs500() {
    SpanView span = new SpanView();
    return edit(
        Level.SPAN,
        item -> {
          if (item.read(span).attributes().intValue(STATUS, 0) == 500) {
            item.attributes().upsert(NEW, VALUE);
          }
        });
  }

  /// One resource around all the spans.
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange upsertOnTheResource() {
    return edit(Level.RESOURCE, item -> item.attributes().upsert(NEW, VALUE));
  }

  private ByteRange edit(Level level, ItemEditor editor) {
    return RequestEditor.edit(Signal.TRACES, requests.get(next++ % REQUESTS), level, editor);
  }
}
