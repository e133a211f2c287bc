package dev.weir.collector.helper.matching;

import com.google.re2j.Pattern;
import dev.weir.otlp.common.BytesView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Has a part that one of several regular expressions describes.
///
/// Names repeat, and an expression costs far more than a comparison, so the last answers are
/// remembered: one for each hash, for short texts, in an array of fixed size. Threads write to it
/// without a lock; an answer is immutable, and a lost one is only asked for again.
final class RegexpMatcher implements TextMatcher {
  private static final int REMEMBERED = 512;
  private static final int LONGEST_REMEMBERED = 256;

  private final Pattern[] patterns;
  private final @Nullable Answer[] answers = new Answer[REMEMBERED];

  RegexpMatcher(List<String> expressions) {
    patterns = expressions.stream().distinct().map(Pattern::compile).toArray(Pattern[]::new);
  }

  @Override
  public boolean matches(BytesView utf8) {
    if (utf8.length() > LONGEST_REMEMBERED) {
      return find(utf8.toByteArray());
    }
    int slot = slot(utf8);
    Answer answer = answers[slot];
    if (answer == null || !utf8.contentEquals(answer.text)) {
      byte[] text = utf8.toByteArray();
      answer = new Answer(text, find(text));
      answers[slot] = answer;
    }
    return answer.matches;
  }

  private boolean find(byte[] text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }

  private static int slot(BytesView utf8) {
    byte[] buffer = utf8.buffer();
    int end = utf8.offset() + utf8.length();
    int hash = 0;
    for (int i = utf8.offset(); i < end; i++) {
      hash = 31 * hash + buffer[i];
    }
    return (hash ^ hash >>> 16) & (REMEMBERED - 1);
  }

  private static final class Answer {
    final byte[] text;
    final boolean matches;

    Answer(byte[] text, boolean matches) {
      this.text = text;
      this.matches = matches;
    }
  }
}
