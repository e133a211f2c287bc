package dev.weir.collector.processors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.TextFormat;
import dev.weir.collector.api.Batch;
import dev.weir.collector.testkit.OtlpMessage;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What the Collector made of some requests with some settings.
///
/// The file has lines `in NAME JSON` for requests, `case NAME SIGNAL INPUTS` for what was done with
/// them, and behind that `out JSON` for each request that came out.
public record CollectorCase(String name, Signal signal, List<String> inputs, List<String> outputs) {

  /// The cases in `collector.txt` beside a test.
  public static Stream<CollectorCase> beside(Class<?> test) throws IOException {
    Map<String, String> inputs = new HashMap<>();
    List<CollectorCase> cases = new ArrayList<>();
    var file = Objects.requireNonNull(test.getResourceAsStream("collector.txt"));
    try (var reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      reader.lines().forEach(line -> read(line, inputs, cases));
    }
    return cases.stream();
  }

  private static void read(String line, Map<String, String> inputs, List<CollectorCase> cases) {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "in" -> inputs.put(words[1].split(" ", 2)[0], words[1].split(" ", 2)[1]);
      case "case" -> {
        String[] parts = words[1].split(" ", -1);
        List<String> given = Stream.of(parts[2].split(",", -1)).map(inputs::get).toList();
        cases.add(
            new CollectorCase(
                parts[0],
                Signal.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                given,
                new ArrayList<>()));
      }
      case "out" -> cases.getLast().outputs.add(words[1]);
      default -> {}
    }
  }

  /// The requests that the Collector got.
  public List<Batch> batches() {
    return inputs.stream().map(json -> TestData.batch(parse(json))).toList();
  }

  /// The requests that it handed on, as texts to compare with [#lines].
  public List<String> expected() {
    return lines(outputs.stream().map(this::parse).toList());
  }

  /// Requests as texts, in lines that are short enough to see what differs. Attributes are sorted,
  /// since their order means nothing, and the Collector changes it when it removes some.
  public static List<String> lines(List<? extends MessageLite> requests) {
    return requests.stream()
        .flatMap(request ->
            Stream.of(
                TextFormat.printer()
                    .emittingSingleLine(true)
                    .printToString(sorted((Message) request))
                    .replaceAll(
                        "(resource_spans|resource_metrics|resource_logs|spans|metrics|log_records) \\{",
                        "\n$1 {")
                    .split("\n")))
        .toList();
  }

  private static Message sorted(Message message) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (value instanceof List<?> list
              && !list.isEmpty()
              && list.getFirst() instanceof Message) {
            builder.setField(
                field,
                list.stream()
                    .map(element -> sorted((Message) element))
                    .sorted(
                        Comparator.comparing(
                            element -> element instanceof KeyValue entry ? entry.getKey() : ""))
                    .toList());
          } else if (value instanceof Message nested) {
            builder.setField(field, sorted(nested));
          }
        });
    return builder.build();
  }

  @Override
  public String toString() {
    return name;
  }

  private MessageLite parse(String json) {
    try {
      byte[] text = json.getBytes(UTF_8);
      byte[] protobuf = OtlpJsonReader.read(signal, text, 0, text.length).message();
      return OtlpMessage.parser(signal).parseFrom(protobuf);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
  }
}
