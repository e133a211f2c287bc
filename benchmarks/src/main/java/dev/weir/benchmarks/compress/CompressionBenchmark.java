package dev.weir.benchmarks.compress;

import dev.weir.benchmarks.Payloads;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Requests of spans, per span, with the level that is used when the user chose none. `ByZlib` is
/// gzip on a system without libdeflate.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompressionBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;
  private static final int MAX = 16 << 20;
  private static final String WITHOUT_LIBDEFLATE = "-Dweir.libdeflate=off";

  @Param({"GZIP", "ZSTD", "SNAPPY", "LZ4"})
  private Compression compression = Compression.GZIP;

  private final ByteRange[] plain = new ByteRange[REQUESTS];
  private final ByteRange[] compressed = new ByteRange[REQUESTS];
  private int next;

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      plain[i] = ByteRange.of(Payloads.request(Signal.TRACES, ITEMS, i));
      compressed[i] = ByteRange.of(compression.compress(plain[i], Compression.DEFAULT_LEVEL));
    }
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public byte[] compress() {
    return compression.compress(plain[next++ % REQUESTS], Compression.DEFAULT_LEVEL);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange decompress() {
    return compression.decompress(compressed[next++ % REQUESTS], MAX);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  @Fork(jvmArgsAppend = WITHOUT_LIBDEFLATE)
  public byte[] compressByZlib() {
    return compress();
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  @Fork(jvmArgsAppend = WITHOUT_LIBDEFLATE)
  public ByteRange decompressByZlib() {
    return decompress();
  }
}
