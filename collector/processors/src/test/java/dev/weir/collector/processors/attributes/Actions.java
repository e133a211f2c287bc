package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds actions for tests, and does them on a span.
final class Actions {
  private Actions() {}

  static ActionConfig action(ActionType type, String key) {
    return new ActionConfig(key, null, null, "", "", "", null, type);
  }

  static ActionConfig set(ActionType type, String key, @Nullable Object value) {
    return new ActionConfig(key, value, null, "", "", "", null, type);
  }

  static ActionConfig copy(ActionType type, String key, String fromAttribute) {
    return new ActionConfig(key, null, null, "", fromAttribute, "", null, type);
  }

  static ActionConfig fromContext(ActionType type, String key, String fromContext) {
    return new ActionConfig(key, null, null, "", "", fromContext, null, type);
  }

  static ActionConfig orElse(ActionConfig action, Object defaultValue) {
    return new ActionConfig(
        action.key(),
        action.value(),
        defaultValue,
        action.pattern(),
        action.fromAttribute(),
        action.fromContext(),
        action.convertedType(),
        action.action());
  }

  static ActionConfig pattern(ActionType type, String key, String pattern) {
    return new ActionConfig(key, null, null, pattern, "", "", null, type);
  }

  static ActionConfig convert(String key, ConvertedType type) {
    return new ActionConfig(key, null, null, "", "", "", type, ActionType.CONVERT);
  }

  /// The attributes of a span after the actions.
  static List<KeyValue> run(List<ActionConfig> actions, KeyValue... attributes) {
    return run(actions, RequestInfo.NONE, attributes);
  }

  /// The attributes of a span that came with a request, after the actions.
  static List<KeyValue> run(
      List<ActionConfig> actions, RequestInfo request, KeyValue... attributes) {
    RecordingConsumer next = new RecordingConsumer();
    new AttributesFactory()
        .create(new AttributesConfig(null, null, actions), Signal.TRACES, new TestContext(), next)
        .consume(
            TestData.batch(
                TestData.spansRequest(TestData.resource("shop"), TestData.span("a", 1, attributes)),
                request));
    return next.spans().getFirst().getAttributesList();
  }
}
