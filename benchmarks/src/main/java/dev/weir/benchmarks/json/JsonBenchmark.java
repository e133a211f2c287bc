package dev.weir.benchmarks.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonRequest;
import dev.weir.otlp.json.OtlpJsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

/// OTLP/JSON to protobuf and back, per item, beside the mere reading of tokens by Jackson.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;

  @Param({"TRACES", "METRICS", "LOGS"})
  public Signal signal = Signal.TRACES;

  private final JsonFactory jackson = new JsonFactory();
  private final byte[][] texts = new byte[REQUESTS][];
  private byte[][] messages = {};
  private int next;

  @Setup
  public void setUp() throws IOException {
    messages = Payloads.requests(signal, ITEMS, REQUESTS);
    long bytes = 0;
    for (int i = 0; i < REQUESTS; i++) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      OtlpJsonWriter.write(signal, messages[i], 0, messages[i].length, text);
      texts[i] = text.toByteArray();
      bytes += texts[i].length;
    }
    System.out.println(bytes / REQUESTS / ITEMS + " bytes of JSON an item");
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public OtlpJsonRequest read() {
    return OtlpJsonReader.read(signal, texts[advance()]);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void write() throws IOException {
    byte[] message = messages[advance()];
    OtlpJsonWriter.write(signal, message, 0, message.length, OutputStream.nullOutputStream());
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long jacksonTokens() throws IOException {
    long sum = 0;
    try (JsonParser parser = jackson.createParser(texts[advance()])) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        sum += token == JsonToken.VALUE_STRING ? parser.getTextLength() : 1;
      }
    }
    return sum;
  }

  private int advance() {
    next = (next + 1) % REQUESTS;
    return next;
  }
}
