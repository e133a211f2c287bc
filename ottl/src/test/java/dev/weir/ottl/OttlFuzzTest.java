package dev.weir.ottl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.functions.StandardFunctions;
import java.util.List;

/// Any text is compiled or refused, and any program runs on any bytes or refuses them.
///
/// The build replays the corpus; `./mvnw test -Pfuzz -pl ottl -am` searches for ten minutes.
class OttlFuzzTest {
  private static final String[] PROGRAM = {
    "set(span.attributes[\"a\"], span.name) where span.attributes[\"b\"][\"c\"] != 1",
    "set(resource.attributes[\"a\"], span.attributes)",
    "delete_key(span.attributes, \"b\")",
    "set(span.status.code, 2) where span.kind == 1 and scope.name != \"x\"",
    "set(span.trace_state[\"k\"], \"v\")"
  };

  @FuzzTest(maxDuration = "10m")
  void anyText(byte[] text) {
    try {
      new Compiler(ContextName.SPAN, StandardFunctions.all(), false, new Slots())
          .statement(new String(text, UTF_8));
    } catch (OttlException refused) {
      // as it should
    }
  }

  @FuzzTest(maxDuration = "10m")
  void anyBytes(byte[] bytes) {
    Slots slots = new Slots();
    Compiler compiler = new Compiler(ContextName.SPAN, StandardFunctions.all(), true, slots);
    Sequence sequence =
        new Sequence(
            ContextName.SPAN,
            List.of(),
            List.of(PROGRAM).stream().map(compiler::statement).toList(),
            ErrorMode.IGNORE,
            (failed, error) -> {});
    try {
      Walk.over(Signal.TRACES, ByteRange.of(bytes), slots.newFrame(), sequence);
    } catch (MalformedOtlpException refused) {
      // as it should
    }
  }
}
