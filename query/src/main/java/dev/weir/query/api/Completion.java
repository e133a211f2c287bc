package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.traceql.Fields;
import dev.weir.query.traceql.Literals;
import dev.weir.query.traceql.TraceQlException;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What may stand at the cursor: fields, operators, values, functions.
final class Completion {
  private static final List<String> COMPARISONS =
      List.of("=~", "!~", "!=", ">=", "<=", "=", ">", "<");
  private static final String WORD_ENDS = " \t\r\n{}()=~!<>&|^,";
  private static final List<String> FUNCTIONS =
      List.of(
          "by(",
          "select(",
          "count()",
          "avg(duration)",
          "max(duration)",
          "min(duration)",
          "sum(duration)",
          "coalesce()",
          "rate()",
          "count_over_time()",
          "avg_over_time(duration)",
          "min_over_time(duration)",
          "max_over_time(duration)",
          "sum_over_time(duration)",
          "quantile_over_time(duration, .99)",
          "histogram_over_time(duration)",
          "compare({ })",
          "topk(10)",
          "bottomk(10)");

  private final Call call;
  private final String head;
  private final List<Item> items = new ArrayList<>();

  /// Stands in the place of a count before all others.
  private static final long FIRST = Long.MAX_VALUE;

  private record Item(String insert, String kind, String detail, long count) {}

  private Completion(Call call, String head) {
    this.call = call;
    this.head = head;
  }

  static HttpResponse answer(Call call) {
    String query = call.params().text("q", "");
    int cursor = call.params().whole("cursor", query.length(), 0, Integer.MAX_VALUE);
    Completion completion =
        new Completion(call, query.substring(0, Math.min(cursor, query.length())));
    int offset = completion.complete();
    int limit = call.limit(30);
    Json json = new Json().begin().field("offset", offset);
    json.field("length", completion.head.length() - offset).name("items").beginList();
    completion.items.stream()
        .limit(limit)
        .forEach(item -> {
          json.begin()
              .field("insert", item.insert)
              .field("label", item.insert)
              .field("kind", item.kind)
              .field("detail", item.detail);
          if (item.count > 0 && item.count < FIRST) {
            json.field("count", item.count);
          }
          json.end();
        });
    return call.answer(json.endList().end());
  }

  /// Gathers, and returns where what is replaced begins.
  private int complete() {
    int quote = openQuote();
    int word = quote >= 0 ? quote : wordStart();
    String before = head.substring(0, word).stripTrailing();
    String typed = head.substring(word);
    String operator = COMPARISONS.stream().filter(before::endsWith).findFirst().orElse("");
    if (!operator.isEmpty()) {
      String left = before.substring(0, before.length() - operator.length()).stripTrailing();
      values(left.substring(wordStart(left)), quote >= 0 ? typed.substring(1) : typed);
      return word;
    }
    if (quote >= 0) {
      return head.length();
    }
    boolean isAfterOperand =
        !before.isEmpty() && "{(&|!,+-*/%^}".indexOf(before.charAt(before.length() - 1)) < 0;
    if (isPipe(before)) {
      functions(typed);
    } else if (before.endsWith("}")) {
      texts("operator", List.of("&&", "||", ">>", ">", "<<", "<", "~", "|"), typed);
    } else if (isAfterOperand) {
      operators(before, typed);
    } else {
      fields(typed);
    }
    return word;
  }

  /// Where a text begins that does not end before the cursor, or -1.
  private int openQuote() {
    int open = -1;
    char quote = 0;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (open >= 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          open = -1;
        }
      } else if (c == '"' || c == '`') {
        open = i;
        quote = c;
      }
    }
    return open;
  }

  private int wordStart() {
    return wordStart(head);
  }

  private static int wordStart(String text) {
    int at = text.length();
    while (at > 0 && WORD_ENDS.indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    return at;
  }

  /// Whether a bar is before the cursor that is no half of an or.
  private static boolean isPipe(String before) {
    return before.endsWith("|") && !before.endsWith("||") && before.indexOf('{') >= 0;
  }

  private void operators(String before, String typed) {
    String last = before.substring(wordStart(before));
    boolean isValue =
        last.isEmpty()
            || last.endsWith("\"")
            || Character.isDigit(last.charAt(0))
            || COMPARISONS.stream()
                .anyMatch(
                    before.substring(0, before.length() - last.length()).stripTrailing()::endsWith);
    texts(
        "operator",
        isValue ? List.of("&&", "||", "}") : List.of("=", "!=", "=~", "!~", ">", ">=", "<", "<="),
        typed);
  }

  private void functions(String typed) {
    texts("function", FUNCTIONS, typed);
  }

  private void texts(String kind, List<String> texts, String typed) {
    for (String text : texts) {
      if (text.startsWith(typed)) {
        items.add(new Item(text, kind, "", 0));
      }
    }
  }

  /// Those whose name begins as typed first, then those that hold it, frequent ones first.
  private void fields(String typed) {
    Signal signal = call.signal();
    String lower = typed.toLowerCase(Locale.ROOT);
    for (String name : Fields.intrinsics(signal)) {
      if (Attributes.contains(name, lower)) {
        items.add(new Item(name, "field", "", FIRST));
      }
    }
    for (AttributeKey key : call.store().attributeKeys(signal, call.range())) {
      String name = Fields.name(key.scope(), key.key());
      if (Attributes.contains(name, lower)) {
        items.add(new Item(name, "field", detail(key), key.count()));
      }
    }
    items.sort(
        Comparator.comparingInt((Item item) -> rank(item.insert, lower))
            .thenComparing(Comparator.comparingLong(Item::count).reversed()));
  }

  private static int rank(String name, String typed) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    return lower.startsWith(typed) || (dot >= 0 && lower.startsWith(typed, dot + 1)) ? 0 : 1;
  }

  private static String detail(AttributeKey key) {
    return key.types().stream().map(type -> type.name().toLowerCase(Locale.ROOT)).sorted().toList()
        + ", "
        + key.distinct()
        + (key.distinct() == 1 ? " value" : " values");
  }

  private void values(String field, String typed) {
    List<String> keywords =
        switch (field) {
          case "status", "span:status" -> List.of("error", "ok", "unset");
          case "kind", "span:kind" ->
              List.of("server", "client", "internal", "producer", "consumer", "unspecified");
          case "duration", "traceDuration", "span:duration", "trace:duration" ->
              List.of("10ms", "50ms", "100ms", "500ms", "1s", "2s", "5s", "10s");
          default -> List.of();
        };
    if (!keywords.isEmpty()) {
      texts("value", keywords, typed);
      return;
    }
    try {
      Expr expr = SpansApi.one(field);
      for (AttributeKey.ValueCount value :
          call.store().values(call.signal(), expr, call.range(), Expr.TRUE, typed, 100)) {
        String text = Literals.text(value.value());
        boolean fits = value.value() instanceof Value.Text || text.startsWith(typed);
        if (fits) {
          items.add(new Item(text, "value", "", value.count()));
        }
      }
    } catch (TraceQlException e) {
      items.clear(); // no field stands there yet
    }
  }
}
