package dev.weir.ottl.regex;

import dev.weir.ottl.regex.Node.Characters;
import dev.weir.ottl.regex.Node.Place;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// An expression as a nondeterministic automaton: numbered steps, of which one reads a character,
/// goes on at two places, waits for a place in the text, or says that the expression was found.
final class Program {
  /// What stands beside the first and the last character.
  static final int EDGE = -1;

  /// The number of the step that says so.
  static final int FOUND = 0;

  private static final int MAX_STEPS = 1000;

  private enum Kind {
    READ,
    FORK,
    AT,
    FOUND
  }

  private record Step(Kind kind, Characters characters, Place.Kind place, int next, int other) {}

  private Step[] steps = new Step[64];
  private boolean seesWords;
  private boolean seesLines;
  private int size;
  private final int start;

  Program(Node expression) {
    int found = add(new Step(Kind.FOUND, Characters.NONE, Place.Kind.TEXT_END, 0, 0));
    start = add(expression, found);
  }

  int start() {
    return start;
  }

  private int add(Step step) {
    if (size == MAX_STEPS) {
      throw new Reader.Unsupported();
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, size * 2);
    }
    steps[size] = step;
    return size++;
  }

  /// Adds what leads through an expression to the step `next`; returns where that begins.
  private int add(Node node, int next) {
    return switch (node) {
      case Characters characters ->
          add(new Step(Kind.READ, characters, Place.Kind.TEXT_END, next, 0));
      case Place place -> {
        seesWords |=
            place.kind() == Place.Kind.WORD_BOUNDARY || place.kind() == Place.Kind.NO_WORD_BOUNDARY;
        seesLines |= place.kind() == Place.Kind.LINE_BEGIN;
        yield add(new Step(Kind.AT, Characters.NONE, place.kind(), next, 0));
      }
      case Node.Sequence sequence -> {
        int first = next;
        for (Node part : sequence.parts().reversed()) {
          first = add(part, first);
        }
        yield first;
      }
      case Node.Choice choice -> {
        int first = add(choice.options().getFirst(), next);
        for (Node option : choice.options().subList(1, choice.options().size())) {
          first = fork(first, add(option, next));
        }
        yield first;
      }
      case Node.Repeated repeated -> repeated(repeated, next);
    };
  }

  private int repeated(Node.Repeated repeated, int next) {
    int first = next;
    if (repeated.max() < 0) {
      int loop = fork(next, next);
      steps[loop] =
          new Step(
              Kind.FORK, Characters.NONE, Place.Kind.TEXT_END, next, add(repeated.part(), loop));
      first = loop;
    } else {
      for (int i = repeated.min(); i < repeated.max(); i++) {
        first = fork(next, add(repeated.part(), first));
      }
    }
    for (int i = 0; i < repeated.min(); i++) {
      first = add(repeated.part(), first);
    }
    return first;
  }

  private int fork(int next, int other) {
    return add(new Step(Kind.FORK, Characters.NONE, Place.Kind.TEXT_END, next, other));
  }

  /// The steps behind reading `c` ([#EDGE] for the end of the text) at one of the steps `from`, if
  /// `before` stands before it; null if the expression was found before `c`.
  @Nullable BitSet after(BitSet from, int before, int c) {
    BitSet open = (BitSet) from.clone();
    BitSet seen = new BitSet(size);
    BitSet next = new BitSet(size);
    for (int number = open.nextSetBit(0); number >= 0; number = open.nextSetBit(0)) {
      open.clear(number);
      seen.set(number);
      Step step = steps[number];
      switch (step.kind) {
        case FOUND -> {
          return null;
        }
        case READ -> {
          if (c != EDGE && holds(step.characters, c)) {
            next.set(step.next);
          }
        }
        case FORK -> {
          open(step.next, open, seen);
          open(step.other, open, seen);
        }
        case AT -> {
          if (isAt(step.place, before, c)) {
            open(step.next, open, seen);
          }
        }
      }
    }
    return next;
  }

  private static void open(int step, BitSet open, BitSet seen) {
    if (!seen.get(step)) {
      open.set(step);
    }
  }

  private static boolean isAt(Place.Kind place, int before, int after) {
    return switch (place) {
      case TEXT_BEGIN -> before == EDGE;
      case TEXT_END -> after == EDGE;
      case LINE_BEGIN -> before == EDGE || before == '\n';
      case LINE_END -> after == EDGE || after == '\n';
      case WORD_BOUNDARY -> isWord(before) != isWord(after);
      case NO_WORD_BOUNDARY -> isWord(before) == isWord(after);
    };
  }

  /// A character that counts as much as `c` where it stands before a place: one for all of which
  /// the expression does not tell the difference.
  int kindOf(int c) {
    if (seesLines && c == '\n') {
      return c;
    }
    return seesWords && isWord(c) ? 'a' : ' ';
  }

  private static boolean isWord(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean holds(Characters characters, int c) {
    return ((c < 64 ? characters.low() : characters.high()) >> c & 1) != 0;
  }
}
