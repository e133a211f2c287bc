package dev.weir.ottl.regex;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells whether an expression occurs in a text of ASCII characters by looking at each byte once.
///
/// It is a deterministic automaton whose states are made when a text first leads to them, so that
/// an expression costs what the texts need and not what it could need. It knows no other bytes, not
/// all expressions and not too many states: then the answer is [Answer#UNKNOWN], and somebody else
/// has to be asked. Any thread may use it.
public final class Automaton {
  /// Whether the expression occurs in a text.
  public enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  private static final int END = 128;
  private static final int MAX_STATES = 512;

  /// States are told apart by what may follow, and by what stood before: the edge of the text, a
  /// new line, a character of a word, another one.
  private record Key(BitSet steps, int before) {}

  /// Other threads may see the states of `next` late, and then ask for them again.
  private static final class State {
    private final @Nullable Answer answer;
    private final BitSet steps;
    private final int before;
    private final @Nullable State[] next;

    State(@Nullable Answer answer, BitSet steps, int before) {
      this.answer = answer;
      this.steps = steps;
      this.before = before;
      next = new State[answer == null ? END + 1 : 0];
    }
  }

  private static final State YES = new State(Answer.YES, new BitSet(), 0);
  private static final State NO = new State(Answer.NO, new BitSet(), 0);
  private static final State UNKNOWN = new State(Answer.UNKNOWN, new BitSet(), 0);

  private final Program program;
  private final boolean isAnchored;
  private final Map<Key, State> states = new HashMap<>();
  private final State start;

  private Automaton(Program program, boolean isAnchored) {
    this.program = program;
    this.isAnchored = isAnchored;
    BitSet first = new BitSet();
    first.set(program.start());
    start = new State(null, first, Program.EDGE);
  }

  /// The automaton of an expression in RE2 syntax that is known to be right; null if it says what
  /// is not known here.
  public static @Nullable Automaton of(String expression) {
    try {
      Node node = Reader.read(expression);
      return new Automaton(new Program(node), isAnchored(node));
    } catch (Reader.Unsupported e) {
      return null;
    }
  }

  private static boolean isAnchored(Node node) {
    return switch (node) {
      case Node.Place place -> place.kind() == Node.Place.Kind.TEXT_BEGIN;
      case Node.Sequence sequence ->
          !sequence.parts().isEmpty() && isAnchored(sequence.parts().getFirst());
      case Node.Choice choice -> choice.options().stream().allMatch(Automaton::isAnchored);
      case Node.Repeated repeated -> repeated.min() > 0 && isAnchored(repeated.part());
      case Node.Characters characters -> false;
    };
  }

  /// Whether the expression occurs in the text between two offsets.
  public Answer occursIn(byte[] ascii, int from, int to) {
    State state = start;
    @Nullable State[] row = state.next;
    for (int at = from; at < to; at++) {
      int c = ascii[at];
      if (c < 0) {
        return Answer.UNKNOWN;
      }
      State next = row[c];
      // mostly it stays, so that the next look into a table need not wait for this one
      if (next != state) {
        state = next == null ? follow(state, c) : next;
        if (state.answer != null) {
          return state.answer;
        }
        row = state.next;
      }
    }
    State last = state.next[END];
    Answer answer = (last == null ? follow(state, END) : last).answer;
    return answer == null ? Answer.NO : answer;
  }

  private synchronized State follow(State state, int c) {
    State next = state.next[c];
    if (next == null) {
      next = c == END ? atEnd(state) : behind(state, c);
      state.next[c] = next;
    }
    return next;
  }

  private State atEnd(State state) {
    return program.after(state.steps, state.before, Program.EDGE) == null ? YES : NO;
  }

  private State behind(State state, int c) {
    BitSet steps = program.after(state.steps, state.before, c);
    if (steps == null || steps.get(Program.FOUND)) {
      return YES;
    }
    if (!isAnchored) {
      steps.set(program.start());
    }
    if (steps.isEmpty()) {
      return NO;
    }
    if (states.size() == MAX_STATES) {
      return UNKNOWN;
    }
    int before = program.kindOf(c);
    return states.computeIfAbsent(
        new Key(steps, before), key -> new State(null, key.steps, key.before));
  }
}
