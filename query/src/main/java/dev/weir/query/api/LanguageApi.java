package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.traceql.Compiler;
import dev.weir.query.traceql.Durations;
import dev.weir.query.traceql.FieldExpr;
import dev.weir.query.traceql.Fields;
import dev.weir.query.traceql.Query;
import dev.weir.query.traceql.TraceQlException;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Scope;
import java.util.List;
import java.util.Locale;

/// The language and the catalogue: what a query says, what may stand in it.
final class LanguageApi {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS);

  private LanguageApi() {}

  static List<Route> routes() {
    return List.of(
        Route.light("GET", "/api/v1/parse", LanguageApi::parse),
        Route.get("/api/v1/complete", Completion::answer),
        Route.get("/api/v1/attributes", LanguageApi::attributes),
        Route.get("/api/v1/attributes/values", LanguageApi::values));
  }

  private static HttpResponse parse(Call call) {
    Json json = new Json().begin();
    try {
      Query query = call.query();
      for (Signal signal : SIGNALS) {
        var _ = Compiler.compile(query, signal);
      }
      String kind = query.metrics() != null ? "metrics" : query.isFilter() ? "filter" : "spansets";
      List<FieldExpr> conjuncts = Compiler.conjuncts(query);
      json.field("kind", kind).field("canonical", canonical(query, conjuncts));
      json.field("filter", filter(query, conjuncts)).name("conditions").beginList();
      conjuncts.forEach(part -> condition(json, query.text(), part));
      json.endList();
    } catch (TraceQlException e) {
      json.field("kind", "filter").field("canonical", e.query()).field("filter", "");
      json.name("conditions").beginList().endList();
      Failure.write(e, json.name("error"));
    }
    return call.answer(json.end());
  }

  private static String canonical(Query query, List<FieldExpr> conjuncts) {
    return query.isFilter() ? filter(query, conjuncts) : query.text().strip();
  }

  private static String filter(Query query, List<FieldExpr> conjuncts) {
    if (conjuncts.isEmpty()) {
      return "{ }";
    }
    StringBuilder text = new StringBuilder("{ ");
    for (FieldExpr part : conjuncts) {
      text.append(text.length() > 2 ? " && " : "");
      boolean isOr = part instanceof FieldExpr.Binary binary && binary.operator().equals("||");
      String written = part.place().in(query.text());
      text.append(isOr && conjuncts.size() > 1 ? "(" + written + ")" : written);
    }
    return text.append(" }").toString();
  }

  private static void condition(Json json, String query, FieldExpr part) {
    json.begin()
        .field("text", part.place().in(query))
        .field("offset", part.place().offset())
        .field("length", part.place().length());
    if (part instanceof FieldExpr.Binary binary
        && isField(binary.left())
        && binary.right() instanceof FieldExpr.Static constant) {
      json.field("field", Compiler.columns(query, List.of(binary.left())).getFirst().name());
      json.field("operator", binary.operator()).name("value");
      value(json, constant, query);
    } else {
      json.name("field").nil().name("operator").nil().name("value").nil();
    }
    json.name("usable")
        .texts(
            SIGNALS.stream()
                .filter(signal -> Compiler.isUsable(part, signal))
                .map(Signal::key)
                .toList());
    json.end();
  }

  private static boolean isField(FieldExpr expr) {
    return expr instanceof FieldExpr.Field
        || (expr instanceof FieldExpr.Attribute attribute && !attribute.ofParent());
  }

  private static void value(Json json, FieldExpr.Static constant, String query) {
    String text = constant.place().in(query);
    Long nanos =
        Character.isDigit(text.charAt(0)) && !Character.isDigit(text.charAt(text.length() - 1))
            ? Durations.parse(text)
            : null;
    if (nanos == null) {
      json.value(constant.value());
    } else {
      json.begin().field("duration", nanos).field("text", text).end();
    }
  }

  private static HttpResponse attributes(Call call) {
    String text = call.params().text("text", "").toLowerCase(Locale.ROOT);
    int limit = call.limit(500);
    Json json = new Json().begin().name("attributes").beginList();
    int count = 0;
    boolean cut = false;
    for (AttributeKey key : call.store().attributeKeys(call.signal(), call.range())) {
      String field = Fields.name(key.scope(), key.key());
      boolean wanted = Attributes.contains(field, text);
      cut |= wanted && count == limit;
      if (wanted && count < limit) {
        count++;
        write(json, key, field);
      }
    }
    return call.answer(json.endList().field("cut", cut).end());
  }

  private static void write(Json json, AttributeKey key, String field) {
    json.begin().field("field", field).field("scope", scope(key.scope())).field("key", key.key());
    json.name("types")
        .texts(key.types().stream().map(type -> type.name().toLowerCase(Locale.ROOT)).toList());
    json.field("count", key.count()).field("distinct", key.distinct());
    values(json.name("values"), key.topValues());
    json.end();
  }

  static String scope(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  private static void values(Json json, List<AttributeKey.ValueCount> values) {
    json.beginList();
    values.forEach(value ->
        json.begin().name("value").value(value.value()).field("count", value.count()).end());
    json.endList();
  }

  private static HttpResponse values(Call call) {
    Signal signal = call.signal();
    Compiler.Compiled query = call.filter(signal);
    Expr field = SpansApi.one(call.params().required("field", "such as span.http.route"));
    int limit = call.limit(50);
    List<AttributeKey.ValueCount> found =
        call.store()
            .values(
                signal,
                field,
                call.range(),
                query.filter(),
                call.params().text("prefix", ""),
                limit + 1);
    Json json = new Json().begin();
    values(json.name("values"), found.subList(0, Math.min(limit, found.size())));
    json.field("cut", found.size() > limit);
    return call.answer(Call.ignored(json, query.ignored()).end());
  }
}
