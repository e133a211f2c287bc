package dev.weir.ottl.compile;

import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Keys;
import dev.weir.ottl.context.Paths;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.syntax.Tree.Segment;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds what paths in statements of one context lead to.
///
/// @param needsPrefix whether paths must begin with the name of their context
record PathFinder(ContextName context, boolean needsPrefix) {
  private static final String COLLECTOR = "otelcol";
  private static final String CACHE = "cache";

  /// What a path leads to.
  ///
  /// @param makeKeys compiles the keys behind it
  /// @throws CompileException if there is no such path
  Target find(Value.Path path, Function<List<Value>, Keys> makeKeys) {
    List<Segment> segments = path.segments();
    Located located = locate(path);
    Segment last = segments.getLast();
    for (Segment segment : segments.subList(0, segments.size() - 1)) {
      if (!segment.keys().isEmpty()) {
        throw new CompileException(
            segment.keys().getFirst().at(), "key within a path (expected: keys at its end)");
      }
    }
    Keys keys = makeKeys.apply(last.keys());
    if (located.context == null) {
      Target target = Paths.ofCollector(located.name, keys);
      if (target == null) {
        throw unknown(path, COLLECTOR, located.name, Paths.collectorNames());
      }
      return target;
    }
    if (located.name.equals(CACHE)) {
      if (located.context != context) {
        throw new CompileException(
            path.at(),
            "cache of the context "
                + located.context.text()
                + " (expected: "
                + context.text()
                + ".cache)");
      }
      return Paths.cache(keys);
    }
    Paths paths = Paths.of(located.context);
    Target target = paths.find(located.name, keys);
    if (target == null) {
      throw unknown(path, located.context.text(), located.name, paths.names());
    }
    if (!keys.isEmpty() && !paths.takesKeys(located.name)) {
      throw new CompileException(
          last.keys().getFirst().at(),
          "key behind " + located.name + " (expected: none, it is no map and no list)");
    }
    return target;
  }

  private static CompileException unknown(
      Value.Path path, String context, String name, Collection<String> known) {
    String hint = Nearest.hint(name, known);
    return new CompileException(
        path.at(),
        "no path "
            + name
            + " in the context "
            + context
            + (hint.isEmpty() ? " (expected: one of " + String.join(", ", known) + ")" : hint));
  }

  /// Where a path leads: to which context (null for the collector's) and which of its paths.
  private record Located(@Nullable ContextName context, String name) {}

  private Located locate(Value.Path path) {
    List<Segment> segments = path.segments();
    Segment first = segments.getFirst();
    boolean mayBePrefix = segments.size() > 1 && first.keys().isEmpty();
    if (mayBePrefix && first.name().equals(COLLECTOR)) {
      return new Located(null, name(segments, 1));
    }
    ContextName prefix = mayBePrefix ? ContextName.of(first.name()) : null;
    if (prefix != null && context.visible().contains(prefix)) {
      return new Located(prefix, name(segments, 1));
    }
    if (prefix != null || needsPrefix) {
      String seen = String.join(", ", context.visible().stream().map(ContextName::text).toList());
      throw new CompileException(
          path.at(),
          (prefix == null ? "path without a context" : "context " + prefix.text())
              + " (expected: one of "
              + seen
              + " before the path)");
    }
    return new Located(context, name(segments, 0));
  }

  private static String name(List<Segment> segments, int from) {
    return String.join(
        ".", segments.subList(from, segments.size()).stream().map(Segment::name).toList());
  }
}
