package dev.weir.ottl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.functions.StandardFunctions;

/// Any text is compiled or refused.
///
/// The build replays the corpus; `./mvnw test -Pfuzz -pl ottl -am` searches for ten minutes.
class TextFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void anyText(byte[] text) {
    try {
      new Compiler(ContextName.SPAN, StandardFunctions.all(), false, new Slots())
          .statement(new String(text, UTF_8));
    } catch (OttlException refused) {
      // as it should
    }
  }
}
