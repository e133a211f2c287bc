package dev.weir.benchmarks.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The check at the door, per item, beside a full parse by the official classes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScanBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;

  @Param({"TRACES", "METRICS", "LOGS"})
  public Signal signal = Signal.TRACES;

  private byte[][] requests = {};
  private int next;

  @Setup
  public void setUp() {
    requests = Payloads.requests(signal, ITEMS, REQUESTS);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ScanResult scan() {
    byte[] request = nextRequest();
    return OtlpScan.scan(signal, request, 0, request.length);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object parseWithProtobuf() throws InvalidProtocolBufferException {
    return Parsers.of(signal).parseFrom(nextRequest());
  }

  private byte[] nextRequest() {
    next = (next + 1) % REQUESTS;
    return requests[next];
  }
}
