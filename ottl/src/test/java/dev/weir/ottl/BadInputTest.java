package dev.weir.ottl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.functions.ContextFunctions;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody should write and somebody does, in statements and in data.
final class BadInputTest {
  private static final Functions FUNCTIONS =
      Objects.requireNonNull(ContextFunctions.all(Signal.LOGS).get(ContextName.LOG));

  // Statements

  @Test
  void statementOf10Megabytes_isCompiledAndRuns() {
    String text = "x".repeat(10_000_000);
    LogRecord after = run(log().build(), "set(attributes[\"a\"], \"" + text + "\")").getFirst();
    assertThat(after.getAttributes(0).getValue().getStringValue()).hasSize(10_000_000);
  }

  @Test
  void statementOf10MegabytesOfTerms_isCompiledOrRefusedWithoutLosingTheThread() {
    String term = "attributes[\"a\"] == 1 or ";
    String text = "set(body, \"x\") where " + term.repeat(10_000_000 / term.length()) + "false";
    Statement statement = compiler().statement(text);
    assertThat(statement.text()).hasSameSizeAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{\"a\": ", "not (", "-", "Len(", "Coalesce([", "attributes["})
  void deepNesting_isRefusedAtAPlace(String opening) {
    for (int depth : new int[] {1000, 100_000}) {
      String text = "set(body, " + opening.repeat(depth);
      assertThatThrownBy(() -> compiler().statement(text)).isInstanceOf(OttlException.class);
      String where = "set(body, 1) where " + opening.repeat(depth);
      assertThatThrownBy(() -> compiler().statement(where)).isInstanceOf(OttlException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 2_000, 4_000})
  void expressionThatIsCatastrophicElsewhere_takesTimeLinearInTheText(int length) {
    // a backtracking engine needs 2^1000 steps for the first and the last of these
    String text = "a".repeat(length) + "é!";
    for (String expression :
        new String[] {"^(a+)+$", "(a|aa)+$", "(a*)*b", "(x+x+)+y", "(a?){64}a{64}b"}) {
      LogRecord.Builder record = log().setBody(AnyValue.newBuilder().setStringValue(text));
      String statement =
          "set(attributes[\"hit\"], true) where IsMatch(body, \"" + expression + "\")";
      assertThat(run(record.build(), statement).getFirst()).isEqualTo(record.build());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set(attributes[\"r\"], 1 / 0)",
        "set(attributes[\"r\"], 1 / attributes[\"zero\"])",
        "set(attributes[\"r\"], attributes[\"real\"] / attributes[\"zero\"])",
        "set(attributes[\"r\"], 1) where 1 / (attributes[\"one\"] - 1) == 1"
      })
  void divisionByZero_failsTheStatementAlone(String text) {
    List<String> errors = new ArrayList<>();
    LogRecord given =
        log()
            .addAttributes(attribute("zero", AnyValue.newBuilder().setIntValue(0).build()))
            .addAttributes(attribute("one", AnyValue.newBuilder().setIntValue(1).build()))
            .addAttributes(attribute("real", AnyValue.newBuilder().setDoubleValue(1.5).build()))
            .build();
    LogRecord after = run(given, errors, text, "set(severity_text, \"on\")").getFirst();
    assertThat(errors).singleElement().asString().contains("division by 0");
    assertThat(after).isEqualTo(given.toBuilder().setSeverityText("on").build());
  }

  /// Whatever a function does with nil, it is a value or an error of that statement.
  @Test
  void nilEverywhere_isAValueOrAnErrorOfTheStatement() {
    int compiled = 0;
    for (OttlFunction function : FUNCTIONS.all()) {
      String name = function.signature().name();
      boolean isEditor = Character.isLowerCase(name.charAt(0));
      for (String nil : new String[] {"nil", "attributes[\"no\"]", "body", "cache[\"no\"]"}) {
        for (int arguments = 0; arguments < 6; arguments++) {
          String call = name + "(" + String.join(", ", Collections.nCopies(arguments, nil)) + ")";
          String text = isEditor ? call : "set(attributes[\"r\"], " + call + ")";
          Slots slots = new Slots();
          Statement statement;
          try {
            statement = new Compiler(ContextName.LOG, FUNCTIONS, false, slots).statement(text);
          } catch (OttlException refused) {
            continue;
          }
          compiled++;
          List<String> errors = new ArrayList<>();
          Message after = walk(request(log().build()), slots, errors, List.of(statement));
          assertThat(after).as(text).isNotNull();
        }
      }
    }
    assertThat(compiled).isGreaterThan(300);
  }

  // Data

  @Test
  void editorThatRemovesWhatTellsTheItemApart_leavesAnItemWithoutIt() {
    LogRecord given =
        log()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setBody(AnyValue.newBuilder().setStringValue("b"))
            .addAttributes(attribute("a", AnyValue.newBuilder().setIntValue(1).build()))
            .build();
    ExportLogsServiceRequest after =
        (ExportLogsServiceRequest)
            after(
                request(given),
                new ArrayList<>(),
                "keep_keys(resource.attributes, [])",
                "keep_keys(attributes, [])",
                "set(scope.name, \"\")",
                "set(resource.attributes, {})",
                "set(time_unix_nano, 0)");
    ResourceLogs resource = after.getResourceLogs(0);
    assertThat(resource.getResource().getAttributesList()).isEmpty();
    assertThat(resource.getScopeLogs(0).getScope().getName()).isEmpty();
    assertThat(resource.getScopeLogs(0).getLogRecordsList())
        .containsExactly(given.toBuilder().clearAttributes().setTimeUnixNano(0).build());
  }

  @Test
  void keyThatOccursTwice_isReadOnceAndGoesAltogether() {
    LogRecord given =
        log()
            .addAttributes(attribute("k", AnyValue.newBuilder().setIntValue(1).build()))
            .addAttributes(attribute("x", AnyValue.newBuilder().setIntValue(9).build()))
            .addAttributes(attribute("k", AnyValue.newBuilder().setIntValue(2).build()))
            .build();
    assertThat(attributes(run(given, "set(attributes[\"r\"], attributes[\"k\"])").getFirst()))
        .endsWith("r=1");
    assertThat(attributes(run(given, "delete_key(attributes, \"k\")").getFirst()))
        .containsExactly("x=9");
    assertThat(attributes(run(given, "set(attributes[\"k\"], 3)").getFirst()))
        .containsExactly("k=3", "x=9");
    assertThat(attributes(run(given, "set(attributes[\"k\"], 1) where false").getFirst()))
        .containsExactly("k=1", "x=9", "k=2");
  }

  @Test
  void keyThatOccursTwiceInAMap_isReadOnceAndStaysUnlessTheMapIsWritten() {
    AnyValue map =
        AnyValue.newBuilder()
            .setKvlistValue(
                KeyValueList.newBuilder()
                    .addValues(attribute("k", AnyValue.newBuilder().setIntValue(1).build()))
                    .addValues(attribute("k", AnyValue.newBuilder().setIntValue(2).build())))
            .build();
    LogRecord given = log().setBody(map).build();
    assertThat(attributes(run(given, "set(attributes[\"r\"], body[\"k\"])").getFirst()))
        .containsExactly("r=1");
    assertThat(run(given, "set(severity_text, \"x\")").getFirst().getBody()).isEqualTo(map);
    assertThat(
            run(given, "set(body[\"n\"], 3)")
                .getFirst()
                .getBody()
                .getKvlistValue()
                .getValuesCount())
        .isEqualTo(2);
  }

  @Test
  void attributesThatAreNotUtf8_areReadReplacedAndOtherwiseKeptByteByByte() throws IOException {
    byte[] broken = {'a', (byte) 0xFF, 'b', (byte) 0xC3};
    byte[] given = requestWithBody(broken);
    assertThat(bytesAfter(given, "set(severity_text, \"x\") where body == \"other\""))
        .isEqualTo(given);
    byte[] changed = bytesAfter(given, "set(attributes[\"copy\"], body)");
    assertThat(count(changed, broken)).isEqualTo(2);
    assertThat(
            count(
                bytesAfter(given, "set(severity_text, \"x\") where IsMatch(body, \"^a\")"), broken))
        .isEqualTo(1);
    for (String statement :
        new String[] {
          "set(body, ToUpperCase(body))",
          "replace_pattern(body, \"b\", \"c\")",
          "set(attributes[\"r\"], SHA256(body))",
          "set(attributes[\"r\"], Len(body))",
          "set(attributes[\"r\"], Substring(body, 0, 2))",
          "set(attributes[body], body)",
          "set(attributes[\"r\"], Split(body, \"b\"))",
          "truncate_all(attributes, 1)",
          "set(attributes[\"r\"], ParseJSON(body))"
        }) {
      assertThat(bytesAfter(given, statement)).as(statement).isNotEmpty();
    }
  }

  private static byte[] requestWithBody(byte[] body) throws IOException {
    byte[] value = field(1, body);
    byte[] record = field(5, value);
    byte[] scope = field(2, record);
    byte[] resource = field(2, scope);
    return field(1, resource);
  }

  private static byte[] field(int number, byte[] content) throws IOException {
    byte[] out = new byte[CodedOutputStream.computeByteArraySize(number, content)];
    CodedOutputStream.newInstance(out).writeByteArray(number, content);
    return out;
  }

  private static int count(byte[] in, byte[] wanted) {
    int count = 0;
    for (int i = 0; i + wanted.length <= in.length; i++) {
      count += Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length) ? 1 : 0;
    }
    return count;
  }

  private static byte[] bytesAfter(byte[] request, String text) {
    Slots slots = new Slots();
    Statement statement = new Compiler(ContextName.LOG, FUNCTIONS, false, slots).statement(text);
    return result(request, slots, new ArrayList<>(), List.of(statement)).toByteArray();
  }

  private static List<LogRecord> run(LogRecord record, String... statements) {
    return run(record, new ArrayList<>(), statements);
  }

  private static List<LogRecord> run(LogRecord record, List<String> errors, String... statements) {
    ExportLogsServiceRequest after =
        (ExportLogsServiceRequest) after(request(record), errors, statements);
    return after.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
  }

  private static Message after(byte[] request, List<String> errors, String... statements) {
    Slots slots = new Slots();
    Compiler compiler = new Compiler(ContextName.LOG, FUNCTIONS, false, slots);
    return walk(
        request, slots, errors, Arrays.stream(statements).map(compiler::statement).toList());
  }

  private static Message walk(
      byte[] request, Slots slots, List<String> errors, List<Statement> statements) {
    return Items.parse(Signal.LOGS, result(request, slots, errors, statements).toByteArray());
  }

  private static ByteRange result(
      byte[] request, Slots slots, List<String> errors, List<Statement> statements) {
    Sequence sequence =
        new Sequence(
            ContextName.LOG,
            List.of(),
            statements,
            ErrorMode.IGNORE,
            (text, error) -> errors.add(String.valueOf(error.getMessage())));
    Frame frame = slots.newFrame();
    return Walk.over(Signal.LOGS, ByteRange.of(request), frame, sequence).bytes();
  }

  private static Compiler compiler() {
    return new Compiler(ContextName.LOG, FUNCTIONS, false, new Slots());
  }

  private static LogRecord.Builder log() {
    return LogRecord.newBuilder().setTimeUnixNano(5);
  }

  private static byte[] request(LogRecord record) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            attribute("r", AnyValue.newBuilder().setStringValue("x").build())))
                .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static List<String> attributes(LogRecord record) {
    return record.getAttributesList().stream()
        .map(attribute -> attribute.getKey() + "=" + attribute.getValue().getIntValue())
        .toList();
  }
}
