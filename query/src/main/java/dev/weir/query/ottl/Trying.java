package dev.weir.query.ottl;

import com.sun.management.ThreadMXBean;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.query.http.Failure;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Runs compiled statements on one item after the other, and takes note of what fails.
///
/// A statement may double a text, and the next one again; so before each statement it looks at what
/// the thread has allocated, which only a platform thread can say.
final class Trying implements Visitor {
  private static final long MAX_ALLOCATED = 128L << 20;
  private static final int MAX_ERRORS = 10;

  private final Programs.Compiled program;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long allocatedBefore;
  private int ran;
  private List<String> errors = new ArrayList<>();

  Trying(Programs.Compiled program) {
    this.program = program;
  }

  /// What became of an item.
  ///
  /// @param ran how many statements ran, those whose condition was true
  record Outcome(ByteRange after, int ran, List<String> errors) {}

  /// On one platform thread.
  Outcome run(ByteRange item, Statements statements) {
    allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    ran = 0;
    errors = new ArrayList<>();
    ByteRange after = Walk.over(statements.signal, item, statements.slots.newFrame(), this).bytes();
    return new Outcome(after, ran, errors);
  }

  @Override
  public boolean visits(ContextName visited) {
    return visited == program.context();
  }

  @Override
  public boolean visit(ContextName visited, Frame frame) {
    if (visited == program.context() && isWanted(frame)) {
      frame.cache(new DecodedMap());
      for (Statement statement : program.statements()) {
        checkAllocated();
        try {
          ran += statement.run(frame) ? 1 : 0;
        } catch (EvaluationException e) {
          failed(statement.text(), e);
        }
      }
    }
    return true;
  }

  private boolean isWanted(Frame frame) {
    for (CompiledCondition condition : program.conditions()) {
      try {
        if (condition.test(frame)) {
          return true;
        }
      } catch (EvaluationException e) {
        failed(condition.text(), e);
      }
    }
    return program.conditions().isEmpty();
  }

  private void failed(String text, EvaluationException e) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(e.getMessage() + "\n    " + text);
    }
  }

  private void checkAllocated() {
    if (threads.getCurrentThreadAllocatedBytes() - allocatedBefore > MAX_ALLOCATED) {
      throw Failure.of(
          400, "bad_query", "the statements take more memory for one item than may be tried here");
    }
  }
}
