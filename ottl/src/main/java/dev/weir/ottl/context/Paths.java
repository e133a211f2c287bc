package dev.weir.ottl.context;

import dev.weir.ottl.context.ScalarTargets.Wire;
import dev.weir.ottl.function.Target;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.Type;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The paths of each context, in one table.
public final class Paths {
  private static final Map<ContextName, Paths> ALL = new EnumMap<>(ContextName.class);

  /// Makes the target of a path in an item of a depth.
  @FunctionalInterface
  private interface Maker {
    Target make(int depth, Keys keys);
  }

  private record Row(boolean takesKeys, Maker maker) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final int depth;

  static {
    for (ContextName context : ContextName.values()) {
      ALL.put(context, new Paths(context));
    }
  }

  private Paths(ContextName context) {
    depth = context.depth();
    switch (context) {
      case RESOURCE -> resource();
      case SCOPE -> scope();
      case SPAN -> span();
      case SPANEVENT -> spanEvent();
      case METRIC -> metric();
      case DATAPOINT -> dataPoint();
      case LOG -> log();
      case PROFILE -> profile();
    }
  }

  /// The paths of a context, without its prefix and without `cache`.
  public static Paths of(ContextName context) {
    return ALL.getOrDefault(context, new Paths(context));
  }

  /// All paths, such as `status.code`.
  public Collection<String> names() {
    return rows.keySet();
  }

  /// Whether keys may follow a path.
  public boolean takesKeys(String name) {
    Row row = rows.get(name);
    return row != null && row.takesKeys();
  }

  /// What a path leads to, or null if there is no such path.
  public @Nullable Target find(String name, Keys keys) {
    Row row = rows.get(name);
    return row == null ? null : row.maker().make(depth, keys);
  }

  private void resource() {
    attributes("attributes");
    number("dropped_attributes_count", Field.of(2), Wire.UINT32);
    envelopeText("schema_url");
  }

  private void scope() {
    text("name", 1);
    text("version", 2);
    attributes("attributes");
    number("dropped_attributes_count", Field.of(4), Wire.UINT32);
    envelopeText("schema_url");
  }

  private void span() {
    id("trace_id", 1, Id.Kind.TRACE);
    id("span_id", 2, Id.Kind.SPAN);
    rows.put("trace_state", new Row(true, TraceStatePath::of));
    id("parent_span_id", 4, Id.Kind.SPAN);
    text("name", 5);
    number("kind", Field.of(6), Wire.INT32);
    plain("kind.string", depth -> SpanKinds.path(depth, SpanKinds.NAMES));
    plain("kind.deprecated_string", depth -> SpanKinds.path(depth, SpanKinds.DEPRECATED_NAMES));
    time("start_time", 7);
    time("end_time", 8);
    attributes("attributes");
    number("dropped_attributes_count", Field.of(10), Wire.UINT32);
    messages("events", Field.of(11), "span events", true);
    number("dropped_events_count", Field.of(12), Wire.UINT32);
    messages("links", Field.of(13), "span links", true);
    number("dropped_links_count", Field.of(14), Wire.UINT32);
    messages("status", Field.of(15), "status", false);
    plain("status.code", depth -> OtherTargets.nestedInt(depth, 15, Shape.STATUS, 3, false));
    plain("status.message", depth -> OtherTargets.nestedText(depth, 15, Shape.STATUS, 2));
    number("flags", Field.of(16), Wire.FIXED32);
  }

  private void spanEvent() {
    time("time", 1);
    text("name", 2);
    attributes("attributes");
    number("dropped_attributes_count", Field.of(4), Wire.UINT32);
    plain(
        "event_index",
        depth ->
            OtherTargets.readOnly(
                depth,
                Type.INT,
                "event_index",
                (item, frame) -> (Object) (long) frame.eventIndex()));
  }

  private void metric() {
    text("name", 1);
    text("description", 2);
    text("unit", 3);
    plain("type", OtherTargets::metricType);
    plain("aggregation_temporality", OtherTargets::temporality);
    plain("is_monotonic", OtherTargets::isMonotonic);
    plain("data_points", OtherTargets::dataPoints);
    attributes("metadata");
  }

  private void dataPoint() {
    attributes("attributes");
    time("start_time", 2);
    time("time", 3);
    plain("value_double", PointValues::real);
    plain("value_int", PointValues::integer);
    messages("exemplars", Field.ofPoint(5, 8, 11, 0), "exemplars", true);
    number("flags", Field.ofPoint(8, 10, 10, 8), Wire.UINT32);
    number("count", Field.ofPoint(0, 4, 4, 4), Wire.FIXED64);
    plain("sum", depth -> new ScalarTargets.Real(depth, Field.ofPoint(0, 5, 5, 5)));
    plain("bucket_counts", depth -> OtherTargets.counts(depth, Field.ofPoint(0, 6, 0, 0)));
    plain("explicit_bounds", depth -> OtherTargets.bounds(depth, Field.ofPoint(0, 7, 0, 0)));
    number("scale", Field.ofPoint(0, 0, 6, 0), Wire.ZIGZAG);
    number("zero_count", Field.ofPoint(0, 0, 7, 0), Wire.FIXED64);
    buckets("positive", 8);
    buckets("negative", 9);
    messages("quantile_values", Field.ofPoint(0, 0, 0, 6), "quantile values", true);
  }

  private void log() {
    time("time", 1);
    time("observed_time", 11);
    number("severity_number", Field.of(2), Wire.INT32);
    text("severity_text", 3);
    rows.put("body", new Row(true, (depth, keys) -> new MapTargets.AnyField(depth, 5, keys)));
    plain("body.string", depth -> new MapTargets.AnyText(depth, 5));
    attributes("attributes");
    number("dropped_attributes_count", Field.of(7), Wire.UINT32);
    number("flags", Field.of(8), Wire.FIXED32);
    id("trace_id", 9, Id.Kind.TRACE);
    id("span_id", 10, Id.Kind.SPAN);
    text("event_name", 12);
  }

  private void profile() {
    messages("sample_type", Field.of(1), "sample type", false);
    messages("sample", Field.of(2), "samples", true);
    time("time", 3);
    number("duration_unix_nano", Field.of(4), Wire.INT64);
    number("duration", Field.of(4), Wire.INT64);
    messages("period_type", Field.of(5), "period type", false);
    number("period", Field.of(6), Wire.INT64);
    id("profile_id", 7, Id.Kind.PROFILE);
    number("dropped_attributes_count", Field.of(8), Wire.UINT32);
    text("original_payload_format", 9);
    plain("original_payload", depth -> new ScalarTargets.Text(depth, 10, Cell.Kind.BYTES));
  }

  private void text(String name, int number) {
    plain(name, depth -> new ScalarTargets.Text(depth, number, Cell.Kind.STRING));
  }

  private void number(String name, Field field, Wire wire) {
    plain(name, depth -> new ScalarTargets.Int(depth, field, wire));
  }

  /// A time, and the same as nanoseconds since 1970.
  private void time(String name, int number) {
    plain(name, depth -> new ScalarTargets.Time(depth, number));
    number(name + "_unix_nano", Field.of(number), Wire.FIXED64);
  }

  private void id(String name, int number, Id.Kind kind) {
    plain(name, depth -> new ScalarTargets.Identifier(depth, number, kind));
    plain(name + ".string", depth -> new ScalarTargets.IdentifierText(depth, number, kind));
  }

  private void messages(String name, Field field, String type, boolean repeated) {
    plain(name, depth -> OtherTargets.messages(depth, field, type, repeated));
  }

  private void buckets(String name, int number) {
    Field field = Field.ofPoint(0, 0, number, 0);
    messages(name, field, "buckets", false);
    plain(name + ".offset", depth -> OtherTargets.nestedOffset(depth, field));
    plain(name + ".bucket_counts", depth -> OtherTargets.nestedCounts(depth, field));
  }

  private void attributes(String name) {
    rows.put(
        name,
        new Row(
            true,
            (depth, keys) -> {
              if (keys.isEmpty()) {
                return new MapTargets.Attributes(depth);
              }
              var key = keys.literal(0);
              return keys.size() == 1 && key != null
                  ? new MapTargets.Attribute(depth, key)
                  : new MapTargets.InAttributes(depth, keys);
            }));
  }

  private void envelopeText(String name) {
    plain(
        name,
        depth ->
            new OtherTargets.Custom(
                depth,
                Type.STRING,
                (item, frame) -> frame.envelopes[depth].read(3).readBytes(3).toString(),
                (item, value, frame) ->
                    frame.envelopes[depth].edit(3).bytes(3, OtherTargets.utf8(value))));
  }

  private void plain(String name, IntFunction<Target> maker) {
    rows.put(name, new Row(false, (depth, keys) -> maker.apply(depth)));
  }

  /// The cache, or what keys lead to in it.
  public static Target cache(Keys keys) {
    return new MapTargets.Cache(0, keys);
  }

  /// The paths below `otelcol`, which every context has; null if there is no such path.
  public static @Nullable Target ofCollector(String name, Keys keys) {
    return switch (name) {
      case "client.addr" -> collector(Type.STRING, name, client -> client.address());
      case "client.metadata", "grpc.metadata" ->
          collector(Type.ANY, name, keys, client -> client.metadataMap());
      case "client.auth.attributes" ->
          collector(Type.ANY, name, keys, client -> client.attributesMap());
      default -> null;
    };
  }

  /// The names below `otelcol`.
  public static List<String> collectorNames() {
    return List.of("client.addr", "client.metadata", "client.auth.attributes", "grpc.metadata");
  }

  private static Target collector(
      Type type, String name, Function<Client, @Nullable Object> reader) {
    return OtherTargets.readOnly(
        0, type, "otelcol." + name, (item, frame) -> reader.apply(frame.client()));
  }

  private static Target collector(
      Type type, String name, Keys keys, Function<Client, @Nullable Object> reader) {
    return OtherTargets.readOnly(
        0,
        type,
        "otelcol." + name,
        (item, frame) -> Indexing.get(reader.apply(frame.client()), keys, 0, frame));
  }
}
