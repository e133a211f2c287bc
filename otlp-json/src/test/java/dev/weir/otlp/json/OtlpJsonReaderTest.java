package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken and what is refused, as the Collector does it unless a name says otherwise.
final class OtlpJsonReaderTest {
  private static final String TRACE_ID = "0102030405060708090A0B0C0D0E0F10";

  @Test
  void response_becomesProtobuf() throws IOException {
    byte[] text =
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"late\"}}"
            .getBytes(UTF_8);

    byte[] response = OtlpJsonReader.readResponse(Signal.LOGS, text, 0, text.length);

    ExportLogsPartialSuccess partial =
        ExportLogsServiceResponse.parseFrom(response).getPartialSuccess();
    assertThat(partial.getRejectedLogRecords()).isEqualTo(2);
    assertThat(partial.getErrorMessage()).isEqualTo("late");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"stringValue":null}          | string_value: ""
          {"stringValue":"\\u00e9\\/\\n"} | string_value: "\\303\\251/\\n"
          {"stringValue":"\\ud83d\\ude00"} | string_value: "\\360\\237\\230\\200"
          {"boolValue":true}            | bool_value: true
          {"intValue":"5"}              | int_value: 5
          {"intValue":"+5"}             | int_value: 5
          {"intValue":"007"}            | int_value: 7
          {"intValue":-0}               | int_value: 0
          {"intValue":-9223372036854775808} | int_value: -9223372036854775808
          {"int_value":9223372036854775807} | int_value: 9223372036854775807
          {"doubleValue":"NaN"}         | double_value: NaN
          {"doubleValue":"Infinity"}    | double_value: Infinity
          {"doubleValue":"-Infinity"}   | double_value: -Infinity
          {"doubleValue":"inf"}         | double_value: Infinity
          {"doubleValue":"1e3"}         | double_value: 1000.0
          {"doubleValue":".5"}          | double_value: 0.5
          {"doubleValue":"5."}          | double_value: 5.0
          {"doubleValue":1E+5}          | double_value: 100000.0
          {"doubleValue":-0.0}          | double_value: -0.0
          {"doubleValue":0.1}           | double_value: 0.1
          {"doubleValue":123456789.123456789} | double_value: 1.2345678912345679E8
          {"doubleValue":4.9e-324}      | double_value: 4.9E-324
          {"doubleValue":1e-400}        | double_value: 0.0
          {"doubleValue":7}             | double_value: 7.0
          {"arrayValue":null}           | array_value {\\n}
          {"kvlistValue":{"values":null}} | kvlist_value {\\n}
          {"arrayValue":{"values":[null,{"boolValue":false}]}} | array_value {\\n  values {\\n  }\\n  values {\\n    bool_value: false\\n  }\\n}
          {"bytesValue":""}             | bytes_value: ""
          {"bytesValue":"aGk="}         | bytes_value: "hi"
          {"bytesValue":"aGl="}         | bytes_value: "hi"
          {"bytesValue":"//8="}         | bytes_value: "\\377\\377"
          {"bytesValue":"\\/\\/8="}     | bytes_value: "\\377\\377"
          {"stringValue":"a","intValue":1} | int_value: 1
          {"stringValueStrindex":3}     | string_value_strindex: 3
          {}                            |
          {"zzz":[1,{"a":null}]}        |
          null                          |
          """)
  void anyValue_isTaken(String json, String expected) {
    assertThat(value(json).toString().strip())
        .isEqualTo(
            expected == null
                ? ""
                : expected.replace("\\n", "\n").replace("\\303\\251/\n", "\\303\\251/\\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"boolValue\":null}",
        "{\"boolValue\":\"true\"}",
        "{\"boolValue\":1}",
        "{\"intValue\":null}",
        "{\"intValue\":5.0}",
        "{\"intValue\":\"5.0\"}",
        "{\"intValue\":1e3}",
        "{\"intValue\":\"1e3\"}",
        "{\"intValue\":\"\"}",
        "{\"intValue\":\" 5\"}",
        "{\"intValue\":007}",
        "{\"intValue\":true}",
        "{\"intValue\":9223372036854775808}",
        "{\"intValue\":\"-9223372036854775809\"}",
        "{\"intValue\":99999999999999999999999}",
        "{\"doubleValue\":null}",
        "{\"doubleValue\":NaN}",
        "{\"doubleValue\":1e400}",
        "{\"doubleValue\":\"1e400\"}",
        "{\"doubleValue\":\"0x10\"}",
        "{\"doubleValue\":\"1d\"}",
        "{\"doubleValue\":\" 1\"}",
        "{\"doubleValue\":\"\"}",
        "{\"doubleValue\":1.}",
        "{\"doubleValue\":.5}",
        "{\"doubleValue\":01.5}",
        "{\"doubleValue\":-}",
        "{\"bytesValue\":null}",
        "{\"bytesValue\":\"__8=\"}",
        "{\"bytesValue\":\"aGk\"}",
        "{\"bytesValue\":\"a\"}",
        "{\"bytesValue\":\"aGk==\"}",
        "{\"bytesValue\":\"aG k=\"}",
        "{\"stringValue\":5}",
        "{\"stringValue\":\"\\x\"}",
        "{\"stringValue\":\"\\u12G4\"}",
        "{\"stringValue\":\"a\nb\"}",
        "{\"stringValue\":\"open}",
        "{\"stringValue\" \"a\"}",
        "{\"arrayValue\":[]}",
        "{\"arrayValue\":{\"values\":{}}}",
        "[]",
        "5",
        "{,}",
        "{\"a\":1,}"
      })
  void anyValue_isRefused(String json) {
    assertThatThrownBy(() -> value(json)).isInstanceOf(MalformedOtlpJsonException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "kind":2                      | kind: SPAN_KIND_SERVER
          "kind":"SPAN_KIND_SERVER"     | kind: SPAN_KIND_SERVER
          "kind":99                     | kind: 99
          "kind":-1                     | kind: -1
          "flags":"257"                 | flags: 257
          "flags":4294967295            | flags: 4294967295
          "startTimeUnixNano":18446744073709551615 | start_time_unix_nano: 18446744073709551615
          "start_time_unix_nano":"1"    | start_time_unix_nano: 1
          "name":"a","name":"b"         | name: "b"
          "name":"a","name":""          |
          "n\\u0061me":"a"              | name: "a"
          "":1,"name":"a"               | name: "a"
          "NAME":"a"                    |
          "attributes":null,"status":null | status {\\n}
          "spanId":"EEE19b7ec3c1b174"   | span_id: "\\356\\341\\233~\\303\\301\\261t"
          "spanId":""                   |
          "traceState":null             |
          "name" : "a" , "zzz" : "\\ud800" | name: "a"
          """)
  void span_isTaken(String fields, String expected) {
    assertThat(span(fields).toString().strip())
        .isEqualTo(expected == null ? "" : expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"2\"",
        "\"kind\":\"SERVER\"",
        "\"kind\":2.0",
        "\"kind\":null",
        "\"flags\":-1",
        "\"flags\":4294967296",
        "\"flags\":1e3",
        "\"flags\":null",
        "\"startTimeUnixNano\":\"-1\"",
        "\"startTimeUnixNano\":\"+5\"",
        "\"startTimeUnixNano\":\"18446744073709551616\"",
        "\"startTimeUnixNano\":null",
        "\"traceId\":null",
        "\"traceId\":\"0102\"",
        "\"traceId\":\"" + TRACE_ID + "1\"",
        "\"traceId\":\"Z102030405060708090A0B0C0D0E0F10\"",
        "\"traceId\":5",
        "\"zzz\":{a:1}",
        "\"zzz\":[1,]",
        "\"zzz\":tru",
        "\"zzz\":\"a\u0001b\"",
        "'name':1",
        "\"status\":[]",
        "\"events\":{}",
        "name:1",
        "\"name\":\"a\" \"kind\":1"
      })
  void span_isRefused(String fields) {
    assertThatThrownBy(() -> span(fields)).isInstanceOf(MalformedOtlpJsonException.class);
  }

  @Test
  void unpairedSurrogates_becomeReplacementCharacters() {
    assertThat(span("\"name\":\"\\ud800x\"").getName()).isEqualTo("\uFFFDx");
    assertThat(span("\"name\":\"\\udc00\"").getName()).isEqualTo("\uFFFD");
    assertThat(span("\"name\":\"\\ud800\\n\"").getName()).isEqualTo("\uFFFD\n");
    assertThat(span("\"name\":\"\\ud800\\u0041\"").getName()).isEqualTo("\uFFFDA");
    assertThat(span("\"name\":\"\\ud83d\\ud83d\\ude00\"").getName()).isEqualTo("\uFFFD😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", " \r\n\t{}", "{\"resource_spans\":[]}", "{} trailing {"})
  void emptyRequests_areTaken(String json) {
    assertThat(OtlpJsonReader.read(Signal.TRACES, json.getBytes(UTF_8)).message()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "\"x\"",
        "{",
        "{\"resourceSpans\":[{}",
        "{/**/}",
        "\uFEFF{}",
        "nul"
      })
  void whatIsNoRequest_isRefused(String json) {
    assertThatThrownBy(() -> Requests.read(Signal.TRACES, json))
        .isInstanceOf(MalformedOtlpJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff",
        "\u00c0\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00e2\u0082"
      })
  void textThatIsNotUtf8_isRefused(String bytes) {
    for (String field : new String[] {"name", "unknown"}) {
      String json = spans("\"" + field + "\":\"a" + bytes + "\"");
      assertThatThrownBy(() -> OtlpJsonReader.read(Signal.TRACES, json.getBytes(ISO_8859_1)))
          .isInstanceOf(MalformedOtlpJsonException.class)
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void theError_namesPathValueExpectationAndOffset() {
    String json = "{\"resourceSpans\":[{},{\"scopeSpans\":[{\"spans\":[{},{\"kind\":\"2\"}]}]}]}";
    assertThatThrownBy(() -> Requests.read(Signal.TRACES, json))
        .hasMessage(
            "Malformed OTLP/JSON: resourceSpans[1].scopeSpans[0].spans[1].kind: \"2\" (expected: a"
                + " number, or a name such as SPAN_KIND_CLIENT) at byte "
                + (json.indexOf("\"2\"") + 1));
    assertThatThrownBy(() -> span("\"flags\":-1"))
        .hasMessageContaining("spans[0].flags: -1 (expected: a whole number from 0 to 4294967295)");
    assertThatThrownBy(() -> span("\"traceId\":\"abc\""))
        .hasMessageContaining("traceId: \"abc\" (expected: 32 hexadecimal digits)");
    assertThatThrownBy(() -> Requests.read(Signal.TRACES, "{\"resourceSpans\":[{}"))
        .hasMessage(
            "Malformed OTLP/JSON: resourceSpans[0]: end of text (expected: a comma or ]) at byte 20");
  }

  @Test
  void valuesNestedTooDeep_areRefusedWithoutOverflow() {
    int deep = 100_000;
    String open = "{\"arrayValue\":{\"values\":[";
    assertThatThrownBy(() -> value(open.repeat(deep)))
        .hasMessageContaining("messages inside one another");
    assertThatThrownBy(() -> span("\"zzz\":" + "[".repeat(deep)))
        .hasMessageContaining("nesting deeper than 1024");
    assertThatThrownBy(() -> span("\"zzz\":" + "{\"a\":".repeat(deep)))
        .hasMessageContaining("nesting deeper than 1024");
    assertThat(span("\"zzz\":" + "[".repeat(1000) + "]".repeat(1000)).getName()).isEmpty();
  }

  @Test
  void valuesNestedAsDeepAsProtobufReads_areTaken() {
    int levels = (OtlpJsonReader.MAX_DEPTH - 6) / 2;
    AnyValue value =
        value("{\"arrayValue\":{\"values\":[".repeat(levels) + "{}" + "]}}".repeat(levels));
    for (int i = 0; i < levels; i++) {
      value = value.getArrayValue().getValues(0);
    }
    assertThat(value).isEqualTo(AnyValue.getDefaultInstance());
  }

  @Test
  void dataPoints_areReadAndCounted() {
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
          {"gauge":{"dataPoints":[{"asInt":"1"},{"asDouble":2}]}},
          {"sum":{"dataPoints":[{}],"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA"}},
          {"histogram":{"dataPoints":[
            {"bucketCounts":["1",2,"3"],"explicitBounds":[1,"2.5"],"sum":0}]}},
          {"exponential_histogram":{"data_points":[
            {"scale":-3,"positive":{"offset":"-7","bucketCounts":[300,"1"]}}]}},
          {"summary":{"dataPoints":[{"quantileValues":[{"quantile":0.5,"value":1}]},{}]}}]}]}]}
        """;
    OtlpJsonRequest read = OtlpJsonReader.read(Signal.METRICS, json.getBytes(UTF_8));
    assertThat(read.items()).isEqualTo(7);
    var metrics =
        ((ExportMetricsServiceRequest) Requests.parse(Signal.METRICS, read.message()))
            .getResourceMetrics(0)
            .getScopeMetrics(0);
    HistogramDataPoint histogram = metrics.getMetrics(2).getHistogram().getDataPoints(0);
    assertThat(histogram.getBucketCountsList()).containsExactly(1L, 2L, 3L);
    assertThat(histogram.getExplicitBoundsList()).containsExactly(1.0, 2.5);
    assertThat(histogram.hasSum()).isTrue();
    assertThat(histogram.hasMin()).isFalse();
    var exponential = metrics.getMetrics(3).getExponentialHistogram().getDataPoints(0);
    assertThat(exponential.getScale()).isEqualTo(-3);
    assertThat(exponential.getPositive().getOffset()).isEqualTo(-7);
    assertThat(exponential.getPositive().getBucketCountsList()).containsExactly(300L, 1L);
  }

  @Test
  void elementsOfNumberLists_mustBeNumbers() {
    String json =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"histogram\":{\"dataPoints\":"
            + "[{\"bucketCounts\":[1,null]}]}}]}]}]}";
    assertThatThrownBy(() -> Requests.read(Signal.METRICS, json))
        .hasMessageContaining("bucketCounts[1]: null (expected: a whole number)");
  }

  @Test
  void aPartOfAnArray_andAStream_areReadAlike() throws IOException {
    byte[] json = ("xx" + spans("\"name\":\"a\"") + "yy").getBytes(UTF_8);
    byte[] part = OtlpJsonReader.read(Signal.TRACES, json, 2, json.length - 4).message();
    byte[] stream =
        OtlpJsonReader.read(Signal.TRACES, new ByteArrayInputStream(json, 2, json.length - 4))
            .message();
    assertThat(part)
        .isEqualTo(stream)
        .isEqualTo(Requests.read(Signal.TRACES, spans("\"name\":\"a\"")).toByteArray());
  }

  @Test
  void upperCaseIds_areTaken() {
    assertThat(span("\"trace_id\":\"" + TRACE_ID + "\"").getTraceId())
        .isEqualTo(
            ByteString.copyFrom(
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}));
  }

  private static AnyValue value(String json) {
    return span("\"attributes\":[{\"key\":\"k\",\"value\":" + json + "}]")
        .getAttributes(0)
        .getValue();
  }

  private static Span span(String fields) {
    ExportTraceServiceRequest request =
        (ExportTraceServiceRequest) Requests.read(Signal.TRACES, spans(fields));
    return request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static String spans(String fields) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + fields + "}]}]}]}";
  }
}
