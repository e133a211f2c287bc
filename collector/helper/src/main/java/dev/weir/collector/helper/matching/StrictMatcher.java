package dev.weir.collector.helper.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.BytesView;
import java.util.List;

/// Equal to one of several texts, byte by byte.
final class StrictMatcher implements TextMatcher {
  private final byte[][] texts;

  StrictMatcher(List<String> texts) {
    this.texts = texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  @Override
  public boolean matches(BytesView utf8) {
    for (byte[] text : texts) {
      if (utf8.contentEquals(text)) {
        return true;
      }
    }
    return false;
  }
}
