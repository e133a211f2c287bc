package dev.weir.ottl.compile;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Keys;
import dev.weir.ottl.context.Symbols;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.FunctionReference;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.Lambda;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.syntax.Parser;
import dev.weir.ottl.syntax.SyntaxException;
import dev.weir.ottl.syntax.Tree;
import dev.weir.ottl.syntax.Tree.Condition;
import dev.weir.ottl.syntax.Tree.Segment;
import dev.weir.ottl.syntax.Tree.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compiles statements, conditions and values of one context, which then run in frames made by
/// [#newFrame]. Not safe for threads; what it makes is.
public final class Compiler {
  private final ContextName context;
  private final Functions functions;
  private final PathFinder paths;
  private final Slots slots;
  private final Deque<Map<String, Integer>> scopes = new ArrayDeque<>();
  private final List<String> warnings = new ArrayList<>();
  private String text = "";

  /// For the statements of one context.
  ///
  /// @param context what the statements run on
  /// @param functions what they may call
  /// @param needsPrefix whether paths must begin with the name of their context
  /// @param slots the room in frames, shared by all compilers whose programs run in the same frame
  public Compiler(ContextName context, Functions functions, boolean needsPrefix, Slots slots) {
    this.context = context;
    this.functions = functions;
    paths = new PathFinder(context, needsPrefix);
    this.slots = slots;
  }

  public ContextName context() {
    return context;
  }

  /// Compiles a statement.
  ///
  /// @throws OttlException if it cannot work, with the text and the place
  public Statement statement(String text) {
    return located(
        text,
        () -> {
          Tree.Statement tree = Parser.statement(text);
          Editor.Action action = editor(tree.editor());
          Test where = tree.where() == null ? Test.TRUE : test(tree.where());
          return new Statement(text, action, where);
        });
  }

  /// Compiles a condition.
  ///
  /// @throws OttlException if it cannot work, with the text and the place
  public CompiledCondition condition(String text) {
    return located(
        text,
        () -> {
          return new CompiledCondition(text, test(Parser.condition(text)));
        });
  }

  /// What is wrong with the syntax of a statement, or null.
  public static @Nullable String readStatement(String text) {
    return read(text, Parser::statement);
  }

  /// What is wrong with the syntax of a condition, or null.
  public static @Nullable String readCondition(String text) {
    return read(text, Parser::condition);
  }

  private static @Nullable String read(String text, Function<String, Tree> parser) {
    try {
      Tree _ = parser.apply(text);
      return null;
    } catch (SyntaxException e) {
      return SyntaxException.show(text, e.at(), String.valueOf(e.getMessage()));
    }
  }

  /// Compiles a value.
  ///
  /// @throws OttlException if it cannot work, with the text and the place
  public Expression value(String text) {
    return located(text, () -> expression(Parser.value(text)));
  }

  /// What works but never does what it says, such as a comparison of a name with a number.
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// A frame in which everything compiled so far runs.
  public Frame newFrame() {
    return slots.newFrame();
  }

  private <T> T located(String text, Supplier<T> compile) {
    this.text = text;
    scopes.clear();
    try {
      return compile.get();
    } catch (SyntaxException e) {
      throw new OttlException(SyntaxException.show(text, e.at(), String.valueOf(e.getMessage())));
    } catch (CompileException e) {
      throw new OttlException(SyntaxException.show(text, e.at(), String.valueOf(e.getMessage())));
    }
  }

  void warn(int at, String message) {
    warnings.add(SyntaxException.show(text, at, message));
  }

  int newCell() {
    return slots.newCell();
  }

  private Editor.Action editor(Value.Call call) {
    OttlFunction function = function(call.name(), call.at());
    if (!(function instanceof Editor editor)) {
      throw new CompileException(call.at(), call.name() + " (expected: an editor)");
    }
    Binder arguments = new Binder(this, editor.signature()).bind(call);
    return created(call.at(), call.name(), () -> editor.create(arguments));
  }

  private OttlFunction function(String name, int at) {
    OttlFunction function = functions.find(name);
    if (function == null) {
      throw new CompileException(at, "no function " + name + Nearest.hint(name, functions.names()));
    }
    return function;
  }

  private static <T> T created(int at, String name, Supplier<T> create) {
    try {
      return create.get();
    } catch (OttlException e) {
      throw new CompileException(at, name + ": " + e.getMessage());
    }
  }

  Expression expression(Value value) {
    return switch (value) {
      case Value.Nil nil -> new Literal(null);
      case Value.Bool bool -> new Literal(bool.value());
      case Value.Int number -> new Literal(number.value());
      case Value.Real number -> new Literal(number.value());
      case Value.Text string -> new Literal(string.value());
      case Value.Bytes bytes -> new Literal(bytes(bytes));
      case Value.Symbol symbol -> new Literal(symbol(symbol));
      case Value.Name name ->
          throw new CompileException(
              name.at(), name.name() + " (expected: a value; call it as " + name.name() + "(...))");
      case Value.Path path -> path(path);
      case Value.Call call -> call(call);
      case Value.ListOf list -> {
        List<Expression> elements = list.elements().stream().map(this::expression).toList();
        yield folded(new Expressions.ListOf(elements), elements);
      }
      case Value.MapOf map -> map(map);
      case Value.Arithmetic chain -> chain(chain);
      case Value.Negative negative -> {
        Expression negated = expression(negative.negated());
        yield new Expressions.Negative(negated);
      }
      case Value.LambdaOf lambda ->
          throw new CompileException(lambda.at(), "lambda (expected: a value)");
    };
  }

  private static byte[] bytes(Value.Bytes bytes) {
    if (bytes.hex().length() % 2 != 0) {
      throw new CompileException(
          bytes.at(), "bytes 0x" + bytes.hex() + " (expected: an even number of digits)");
    }
    return HexFormat.of().parseHex(bytes.hex());
  }

  long symbol(Value.Symbol symbol) {
    Long number = Symbols.find(context, symbol.name());
    if (number == null) {
      throw new CompileException(
          symbol.at(),
          "no enum "
              + symbol.name()
              + " in the context "
              + context.text()
              + Nearest.hint(symbol.name(), Symbols.names(context)));
    }
    return number;
  }

  private Expression map(Value.MapOf map) {
    Map<String, Expression> entries = new LinkedHashMap<>();
    for (Tree.Entry entry : map.entries()) {
      entries.put(entry.key(), expression(entry.value()));
    }
    return folded(new Expressions.MapOf(entries), entries.values());
  }

  private Expression chain(Value.Arithmetic chain) {
    Expression first = expression(chain.first());
    StringBuilder operators = new StringBuilder();
    List<Expression> terms = new ArrayList<>();
    for (Tree.Step step : chain.steps()) {
      operators.append(step.operator());
      terms.add(expression(step.right()));
    }
    List<Expression> all = new ArrayList<>(terms);
    all.add(first);
    return folded(new Expressions.Chain(first, operators.toString(), terms), all);
  }

  /// The value itself, if all parts are known. What fails is left to fail when it runs.
  private static Expression folded(Expression whole, Collection<Expression> parts) {
    if (!parts.stream().allMatch(Expression::isLiteral)) {
      return whole;
    }
    try {
      return new Literal(whole.get(Frame.NONE));
    } catch (EvaluationException e) {
      return whole;
    }
  }

  private Expression call(Value.Call call) {
    OttlFunction function = function(call.name(), call.at());
    if (!(function instanceof Converter converter)) {
      throw new CompileException(call.at(), call.name() + " (expected: a converter)");
    }
    Binder arguments = new Binder(this, converter.signature()).bind(call);
    Expression created =
        new Expressions.Typed(
            created(call.at(), call.name(), () -> converter.create(arguments)),
            converter.signature().returns());
    boolean isConstant = arguments.isConstant() && converter.signature().isPure();
    Expression result = isConstant ? folded(created, List.of()) : created;
    return call.keys().isEmpty() ? result : new Expressions.Indexed(result, keys(call.keys()));
  }

  private Keys keys(List<Value> keys) {
    return keys.isEmpty() ? Keys.NONE : new Keys(keys.stream().map(this::expression).toList());
  }

  FunctionReference reference(String name, int at) {
    if (!(function(name, at) instanceof Converter converter)) {
      throw new CompileException(at, name + " (expected: a converter)");
    }
    int local = slots.newLocal();
    Binder arguments =
        new Binder(this, converter.signature()).bind(new Expressions.Local(local), at);
    Expression call = created(at, name, () -> converter.create(arguments));
    return new Referred(name, local, call);
  }

  Lambda lambda(Value.LambdaOf lambda) {
    Map<String, Integer> scope = new HashMap<>();
    List<Integer> locals = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : lambda.parameters()) {
      int local = name.equals("_") ? -1 : slots.newLocal();
      locals.add(local);
      if (local >= 0) {
        if (!seen.add(name)) {
          throw new CompileException(
              lambda.at(), "two parameters named " + name + " (expected: different names)");
        }
        scope.put(name, local);
      }
    }
    scopes.push(scope);
    Expression body =
        switch (lambda.body()) {
          case Value value -> expression(value);
          case Condition condition -> new Expressions.Tested(test(condition));
          case Tree.Statement statement ->
              throw new CompileException(statement.at(), "statement (expected: a value)");
        };
    scopes.pop();
    return new Binder.BoundLambda(locals.size(), locals, body);
  }

  private @Nullable Integer local(String name) {
    for (Map<String, Integer> scope : scopes) {
      Integer number = scope.get(name);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  private Expression path(Value.Path path) {
    Segment first = path.segments().getFirst();
    Integer local = local(first.name());
    if (local == null) {
      return target(path);
    }
    if (path.segments().size() > 1) {
      throw new CompileException(
          path.segments().get(1).at(), "field of a parameter (expected: a key in brackets)");
    }
    Expression value = new Expressions.Local(local);
    return first.keys().isEmpty() ? value : new Expressions.Indexed(value, keys(first.keys()));
  }

  Target target(Value.Path path) {
    List<Segment> segments = path.segments();
    if (local(segments.getFirst().name()) != null) {
      throw new CompileException(
          path.at(), "parameter " + segments.getFirst().name() + " (expected: a path)");
    }
    return paths.find(path, this::keys);
  }

  private Test test(Condition condition) {
    Test test =
        switch (condition) {
          case Condition.Or or -> Tests.any(or.terms().stream().map(this::test).toList());
          case Condition.And and -> Tests.all(and.terms().stream().map(this::test).toList());
          case Condition.Not not -> Tests.not(test(not.negated()));
          case Condition.Constant constant -> Test.of(constant.value());
          case Condition.Comparison comparison -> comparison(comparison);
          case Condition.Called called -> called(called);
        };
    boolean isSingle =
        condition instanceof Condition.Comparison || condition instanceof Condition.Called;
    int depth = isSingle ? depthOf(condition) : context.depth();
    return depth < context.depth() && test != Test.TRUE && test != Test.FALSE
        ? new Tests.Remembered(test, slots.newMemo(), depth)
        : test;
  }

  private Test called(Condition.Called called) {
    Expression call = expression(called.call());
    if (!call.isLiteral()) {
      return call::test;
    }
    if (call.get(Frame.NONE) instanceof Boolean bool) {
      return Test.of(bool);
    }
    throw new CompileException(
        called.at(), called.call().name() + " as a condition (expected: a bool)");
  }

  private Test comparison(Condition.Comparison comparison) {
    Expression left = expression(comparison.left());
    Expression right = expression(comparison.right());
    Comparing.check(left.type(), right.type())
        .ifPresent(warning -> warn(comparison.operatorAt(), warning));
    if (right instanceof Literal literal) {
      Tests.CompareLiteral test =
          new Tests.CompareLiteral(left, slots.newCell(), comparison.operator(), literal.cell());
      return left.isLiteral() ? Test.of(test.test(slots.newFrame())) : test;
    }
    return new Tests.Compare(left, slots.newCell(), comparison.operator(), right, slots.newCell());
  }

  /// The deepest item that a condition looks at, or the context's own if it depends on more.
  private int depthOf(Condition condition) {
    Depths depths = new Depths(functions, context, this::isLocal);
    return depths.of(condition);
  }

  private boolean isLocal(String name) {
    return local(name) != null;
  }

  /// A converter that another function calls with one argument.
  private record Referred(String name, int local, Expression call) implements FunctionReference {
    @Override
    public @Nullable Object call(Frame frame, @Nullable Object argument) {
      frame.local(local, argument);
      return call.get(frame);
    }
  }
}
