package dev.weir.collector.engine.config.bind;

import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.OffWhenEmpty;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the binder has to know of a record: its settings, and how to make one.
public final class RecordShape {
  private static final Map<Class<?>, RecordShape> SHAPES = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final List<Setting> settings = new ArrayList<>();
  private final Constructor<?> constructor;

  /// One component of the record.
  ///
  /// @param key as it is written
  /// @param former earlier spellings
  /// @param type generic
  /// @param inline whether its keys stand among those of the record
  /// @param offWhenEmpty whether it stays null when its key stands alone
  public record Setting(
      String key,
      List<String> former,
      Type type,
      boolean inline,
      boolean offWhenEmpty,
      Method accessor,
      RecordComponent component) {

    /// Whether it may be null.
    public boolean nullable() {
      return !component.getType().isPrimitive()
          && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Whether the ids in it name extensions.
    public boolean namesExtension() {
      return component.isAnnotationPresent(NamesExtension.class);
    }

    /// Its value in a record.
    public @Nullable Object of(Object record) {
      return call(accessor, record);
    }
  }

  private RecordShape(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      settings.add(setting(components[i]));
    }
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  public static RecordShape of(Class<?> type) {
    RecordShape shape = SHAPES.get(type);
    if (shape == null) {
      shape = new RecordShape(type);
      SHAPES.put(type, shape);
    }
    return shape;
  }

  public List<Setting> settings() {
    return settings;
  }

  /// Makes a record of values in the order of the settings.
  Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The record as it is when none of its keys is written.
  public Object defaults() {
    Method method = staticMethod("defaults");
    if (method != null) {
      return Objects.requireNonNull(call(method, null));
    }
    @Nullable Object[] values = new Object[settings.size()];
    for (int i = 0; i < values.length; i++) {
      Setting setting = settings.get(i);
      values[i] = setting.nullable() ? null : Zero.of(setting.type());
    }
    return make(values);
  }

  /// Whether it is written as a single value.
  public boolean isParsed() {
    return parser() != null;
  }

  /// Its static method `parse(String)`, or null.
  @Nullable Method parser() {
    return staticMethod("parse", String.class);
  }

  private @Nullable Method staticMethod(String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  static @Nullable Object call(Method method, @Nullable Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Setting setting(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Setting(
        key == null || key.value().isEmpty() ? snakeCase(component.getName()) : key.value(),
        key == null ? List.of() : List.of(key.former()),
        component.getGenericType(),
        component.isAnnotationPresent(Inline.class),
        component.isAnnotationPresent(OffWhenEmpty.class),
        accessor,
        component);
  }

  static String snakeCase(String name) {
    var out = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_').append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
