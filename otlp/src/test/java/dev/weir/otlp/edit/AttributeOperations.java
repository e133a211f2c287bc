package dev.weir.otlp.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.EncodedValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The same random operations twice: on our edit, and on a list of the official classes.
final class AttributeOperations {
  private static final String[] KEYS = {"", "a", "http.method", "GET /käse/{id}", "new", "newer"};

  private static final int MAP = AnyValue.KVLIST_VALUE_FIELD_NUMBER;

  private final Random random;

  AttributeOperations(long seed) {
    random = new Random(seed);
  }

  void apply(AttributesEdit ours, List<KeyValue> model) {
    for (int i = random.nextInt(5); i > 0; i--) {
      once(ours, model);
    }
  }

  private void once(AttributesEdit ours, List<KeyValue> model) {
    String key = KEYS[random.nextInt(KEYS.length)];
    String other = KEYS[random.nextInt(KEYS.length)];
    byte[] utf8 = key.getBytes(UTF_8);
    AnyValue value = value();
    EncodedValue encoded =
        new AnyValueView().wrap(dev.weir.otlp.wire.ByteRange.of(value.toByteArray()));
    boolean has = model.stream().anyMatch(each -> each.getKey().equals(key));
    boolean did =
        switch (random.nextInt(9)) {
          case 0 -> same(ours.insert(utf8, encoded), !has && model.add(keyValue(key, value)));
          case 1 -> same(ours.update(utf8, encoded), replace(model, key, value));
          case 2 -> {
            ours.upsert(utf8, encoded);
            yield replace(model, key, value) || model.add(keyValue(key, value));
          }
          case 3 -> same(ours.delete(utf8), model.removeIf(each -> each.getKey().equals(key)));
          case 4 -> same(ours.rename(utf8, other.getBytes(UTF_8)), rename(model, key, other));
          case 5 -> copy(ours, model, utf8, other);
          case 6 -> same(ours.contains(utf8), has);
          case 7 -> oneByOne(ours, model);
          default -> same(edit(ours, utf8), editMap(model, key));
        };
    if (ours.size() != model.size()) {
      throw new AssertionError("size " + ours.size() + " after " + did);
    }
  }

  /// Reads an attribute and writes it under another key.
  private static boolean copy(AttributesEdit ours, List<KeyValue> model, byte[] from, String to) {
    AnyValueView found = ours.find(from);
    if (found == null) {
      return false;
    }
    ours.upsert(to.getBytes(UTF_8), found);
    AnyValue value =
        model.stream()
            .filter(each -> each.getKeyBytes().equals(ByteString.copyFrom(from)))
            .findFirst()
            .orElseThrow()
            .getValue();
    return replace(model, to, value) || model.add(keyValue(to, value));
  }

  /// Replaces, renames or removes every attribute with a short key.
  private boolean oneByOne(AttributesEdit ours, List<KeyValue> model) {
    int action = random.nextInt(3);
    while (ours.next()) {
      if (ours.key().length() > 5) {
        continue;
      }
      switch (action) {
        case 0 -> ours.replace(EncodedValue.of(true));
        case 1 -> ours.rename("short".getBytes(UTF_8));
        default -> ours.remove();
      }
    }
    if (action == 2) {
      return model.removeIf(each -> each.getKeyBytes().size() <= 5);
    }
    model.replaceAll(each ->
        each.getKeyBytes().size() > 5
            ? each
            : action == 0
                ? keyValue(each.getKey(), AnyValue.newBuilder().setBoolValue(true).build())
                : keyValue("short", each.getValue()));
    return true;
  }

  /// Adds an entry to the map under a key; what is no map becomes one.
  private static boolean edit(AttributesEdit ours, byte[] key) {
    return ours.edit(
        key,
        value -> {
          for (var field : AnyValue.getDescriptor().getFields()) {
            if (field.getNumber() != MAP) {
              value.remove(field.getNumber());
            }
          }
          value.message(
              MAP, map -> map.attributes(1).upsert("inner".getBytes(UTF_8), EncodedValue.of(7)));
        });
  }

  private static boolean editMap(List<KeyValue> model, String key) {
    KeyValue first =
        model.stream().filter(each -> each.getKey().equals(key)).findFirst().orElse(null);
    if (first == null) {
      return false;
    }
    KeyValueList.Builder map = first.getValue().getKvlistValue().toBuilder();
    List<KeyValue> entries = new ArrayList<>(map.getValuesList());
    AnyValue seven = AnyValue.newBuilder().setIntValue(7).build();
    if (!replace(entries, "inner", seven)) {
      entries.add(keyValue("inner", seven));
    }
    map.clearValues().addAllValues(entries);
    return replace(model, key, first.getValue().toBuilder().setKvlistValue(map).build());
  }

  private static boolean replace(List<KeyValue> model, String key, AnyValue value) {
    for (int i = 0; i < model.size(); i++) {
      if (model.get(i).getKey().equals(key)) {
        KeyValue before = model.get(i);
        model.set(i, keyValue(key, value));
        List<KeyValue> behind = model.subList(i + 1, model.size());
        behind.removeIf(each -> each.getKey().equals(key));
        return before != null;
      }
    }
    return false;
  }

  private static boolean rename(List<KeyValue> model, String from, String to) {
    KeyValue first =
        model.stream().filter(each -> each.getKey().equals(from)).findFirst().orElse(null);
    if (first == null) {
      return false;
    }
    if (!from.equals(to)) {
      model.removeIf(each -> each.getKey().equals(to));
      model.set(model.indexOf(first), keyValue(to, first.getValue()));
      model.removeIf(each -> each.getKey().equals(from));
    }
    return true;
  }

  private AnyValue value() {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(5)) {
      case 0 -> value.setIntValue(random.nextLong());
      case 1 -> value.setStringValue("x".repeat(random.nextInt(200)));
      case 2 -> value.setDoubleValue(random.nextGaussian());
      case 3 -> value.setArrayValue(ArrayValue.newBuilder().addValues(AnyValue.newBuilder()));
      default -> {}
    }
    return value.build();
  }

  private static KeyValue keyValue(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static boolean same(boolean ours, boolean model) {
    if (ours != model) {
      throw new AssertionError("ours: " + ours + ", official: " + model);
    }
    return ours;
  }
}
