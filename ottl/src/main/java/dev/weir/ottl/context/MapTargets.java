package dev.weir.ottl.context;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.MessageEdit;
import dev.weir.ottl.value.AnyValues;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.GoText;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import dev.weir.ottl.value.Type;
import dev.weir.ottl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Paths to attributes, bodies and the cache, and into them.
final class MapTargets {
  private MapTargets() {}

  /// All attributes of an item.
  static final class Attributes extends ItemTarget {
    Attributes(int depth) {
      super(depth, Type.MAP);
    }

    @Override
    public MapValue get(Frame frame) {
      return item(frame).map();
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(item(frame).map());
    }

    @Override
    public void store(Frame frame, Cell value) {
      set(frame, value.get());
    }

    @Override
    public void set(Frame frame, @Nullable Object value) {
      ItemMap map = item(frame).map();
      if (value != map) {
        if (value != null && !(value instanceof MapValue)) {
          throw refused("map", value);
        }
        replace(map, value == null ? new DecodedMap() : ((MapValue) value).copy());
      }
    }

    private static void replace(MapValue map, DecodedMap with) {
      map.clear();
      for (Map.Entry<String, @Nullable Object> entry : with.entries().entrySet()) {
        map.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /// One attribute, under a key that is a literal.
  static final class Attribute extends ItemTarget {
    private final Key key;

    Attribute(int depth, Key key) {
      super(depth, Type.ANY);
      this.key = key;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      item(frame).map().load(key, cell);
    }

    @Override
    public void store(Frame frame, Cell value) {
      item(frame).map().put(key, value);
    }
  }

  /// What keys lead to in the attributes of an item.
  static final class InAttributes extends ItemTarget {
    private final Keys keys;

    InAttributes(int depth, Keys keys) {
      super(depth, Type.ANY);
      this.keys = keys;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      AnyValueView value = item(frame).find(keys.key(0, frame).utf8(), new AnyValueView());
      if (value == null) {
        cell.nil();
      } else {
        Indexing.load(value, keys, 1, frame, cell);
      }
    }

    @Override
    public void store(Frame frame, Cell value) {
      ItemMap map = item(frame).map();
      Key key = keys.key(0, frame);
      if (keys.size() == 1) {
        map.put(key, value);
      } else {
        map.put(key, Indexing.set(map.get(key), keys, 1, frame, value.get()));
      }
    }
  }

  /// A field that holds any value: the body of a log record.
  static final class AnyField extends ItemTarget {
    private final int number;
    private final Keys keys;

    AnyField(int depth, int number, Keys keys) {
      super(depth, Type.ANY);
      this.number = number;
      this.keys = keys;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      AnyValueView value = item(frame).read(number).readAnyValue(number);
      if (keys.isEmpty()) {
        cell.any(value);
      } else {
        Indexing.load(value, keys, 0, frame, cell);
      }
    }

    @Override
    public void store(Frame frame, Cell value) {
      Item item = item(frame);
      Encoded encoded = new Encoded();
      if (keys.isEmpty()) {
        encoded.write(value);
      } else {
        Object body = AnyValues.decode(item.read(number).readAnyValue(number));
        if (!(body instanceof MapValue) && !(body instanceof List)) {
          throw refused("map or list to index", body);
        }
        encoded.write(Indexing.set(body, keys, 0, frame, value.get()));
      }
      item.edit(number).anyValue(number, encoded);
    }
  }

  /// A field that holds any value, as text.
  static final class AnyText extends ItemTarget {
    private final int number;

    AnyText(int depth, int number) {
      super(depth, Type.STRING);
      this.number = number;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      AnyValueView value = item(frame).read(number).readAnyValue(number);
      if (value.isString()) {
        cell.string(value.string());
      } else {
        cell.set(GoText.ofAttribute(AnyValues.decode(value)));
      }
    }

    @Override
    public void store(Frame frame, Cell value) {
      if (value.kind() != Cell.Kind.STRING) {
        throw refused("string", value);
      }
      Encoded encoded = new Encoded();
      encoded.write(value);
      MessageEdit edit = item(frame).edit(number);
      edit.anyValue(number, encoded);
    }
  }

  /// The cache, or what keys lead to in it.
  static final class Cache extends ItemTarget {
    private final Keys keys;

    Cache(int depth, Keys keys) {
      super(depth, keys.isEmpty() ? Type.MAP : Type.ANY);
      this.keys = keys;
    }

    @Override
    public @Nullable Object get(Frame frame) {
      DecodedMap cache = frame.cache();
      if (keys.isEmpty()) {
        return cache;
      }
      Key key = keys.key(0, frame);
      return cache.contains(key) ? Indexing.get(cache.get(key), keys, 1, frame) : null;
    }

    @Override
    public void load(Frame frame, Cell cell) {
      cell.set(get(frame));
    }

    @Override
    public void store(Frame frame, Cell value) {
      set(frame, value.get());
    }

    @Override
    public void set(Frame frame, @Nullable Object value) {
      DecodedMap cache = frame.cache();
      if (!keys.isEmpty()) {
        Key key = keys.key(0, frame);
        cache.put(key, Indexing.set(cache.get(key), keys, 1, frame, Values.copy(value)));
      } else if (value != cache) {
        if (value != null && !(value instanceof MapValue)) {
          throw refused("map", value);
        }
        Map<String, @Nullable Object> copy =
            value == null ? Map.of() : new LinkedHashMap<>(((MapValue) value).toMap());
        cache.clear();
        copy.forEach((name, entry) -> cache.put(name, Values.copy(entry)));
      }
    }
  }
}
