package dev.weir.query.tempo;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Compiler.Column;
import dev.weir.query.traceql.Fields;
import dev.weir.query.traceql.TraceQl;
import dev.weir.query.traceql.TraceQlException;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import dev.weir.store.query.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Names and values of attributes, for completion in Grafana.
final class TempoTags {
  private static final int MAX_VALUES = 1000;
  private static final List<Scope> SCOPES =
      List.of(Scope.RESOURCE, Scope.SPAN, Scope.EVENT, Scope.LINK, Scope.INSTRUMENTATION);

  private TempoTags() {}

  private static Map<String, Set<String>> byScope(Call call) {
    String wanted = call.params().text("scope", "");
    Map<String, Set<String>> result = new LinkedHashMap<>();
    for (Scope scope : SCOPES) {
      String name = scope.name().toLowerCase(Locale.ROOT);
      if (wanted.isEmpty() || wanted.equals("none") || wanted.equals(name)) {
        result.put(name, new TreeSet<>());
      }
    }
    for (AttributeKey key : call.store().attributeKeys(Signal.TRACES, TempoApi.range(call))) {
      Set<String> names = result.get(key.scope().name().toLowerCase(Locale.ROOT));
      if (names != null) {
        names.add(key.key());
      }
    }
    if (wanted.isEmpty() || wanted.equals("none") || wanted.equals("intrinsic")) {
      Set<String> intrinsics = new TreeSet<>(Fields.intrinsics(Signal.TRACES));
      intrinsics.remove("time");
      result.put("intrinsic", intrinsics);
    }
    return result;
  }

  static HttpResponse names(Call call) {
    Json json = new Json().begin().name("scopes").beginList();
    byScope(call)
        .forEach(
            (scope, names) -> json.begin().field("name", scope).name("tags").texts(names).end());
    return call.answer(json.endList().name("metrics").begin().end().end());
  }

  static HttpResponse namesV1(Call call) {
    Set<String> all = new TreeSet<>();
    byScope(call).forEach((scope, names) -> all.addAll(names));
    return call.answer(new Json().begin().name("tagNames").texts(all).end());
  }

  private static Column column(String tag) {
    try {
      return Compiler.columns(tag, TraceQl.fields(tag)).getFirst();
    } catch (TraceQlException e) {
      String any = Fields.name(Scope.ANY, tag);
      return Compiler.columns(any, TraceQl.fields(any)).getFirst();
    }
  }

  private static List<AttributeKey.ValueCount> find(Call call) {
    String query = call.params().text("q", "");
    Expr filter = Expr.TRUE;
    try {
      filter = Compiler.compile(TraceQl.parse(query), Signal.TRACES).filter();
    } catch (TraceQlException e) {
      // the query is still being typed: values of all spans are offered, as Tempo does
    }
    return call.store()
        .values(
            Signal.TRACES,
            column(call.path("tag")).expr(),
            TempoApi.range(call),
            filter,
            "",
            call.params().whole("limit", MAX_VALUES, 1, MAX_VALUES));
  }

  static HttpResponse values(Call call) {
    Json json = new Json().begin().name("tagValues").beginList();
    boolean isKeyword =
        column(call.path("tag")).expr() instanceof Expr.Field field
            && (field.intrinsic() == Intrinsic.STATUS || field.intrinsic() == Intrinsic.KIND);
    for (AttributeKey.ValueCount value : find(call)) {
      json.begin().field("type", isKeyword ? "keyword" : type(value.value()));
      json.field("value", AnyValues.plain(value.value())).end();
    }
    return call.answer(json.endList().name("metrics").begin().end().end());
  }

  static HttpResponse valuesV1(Call call) {
    List<String> values = find(call).stream().map(value -> AnyValues.plain(value.value())).toList();
    return call.answer(new Json().begin().name("tagValues").texts(values).end());
  }

  private static String type(Value value) {
    return switch (value) {
      case Value.Text _, Value.Json _ -> "string";
      case Value.Int _ -> "int";
      case Value.Real _ -> "float";
      case Value.Bool _ -> "bool";
    };
  }
}
