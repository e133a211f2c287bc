package dev.weir.collector.helper.values;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.ArrayValueView;
import dev.weir.otlp.common.AttributesView;

/// Whether two values are the same: of one kind and equal in it. The order of a map's keys does not
/// count, that of a list does; no NaN equals another.
public final class ValueEquality {
  private ValueEquality() {}

  public static boolean equal(AnyValueView a, AnyValueView b) {
    return a.kind() == b.kind()
        && switch (a.kind()) {
          case EMPTY -> true;
          case STRING -> a.string().contentEquals(b.string());
          case BOOL -> a.boolValue() == b.boolValue();
          case INT -> a.intValue() == b.intValue();
          case DOUBLE -> a.doubleValue() == b.doubleValue();
          case BYTES -> a.bytes().contentEquals(b.bytes());
          case ARRAY -> equal(a.array(), b.array());
          case KEY_VALUE_LIST -> a.map().size() == b.map().size() && contains(a.map(), b.map());
          case STRING_INDEX -> a.stringIndex() == b.stringIndex();
        };
  }

  private static boolean equal(ArrayValueView a, ArrayValueView b) {
    while (a.next()) {
      if (!b.next() || !equal(a.value(), b.value())) {
        return false;
      }
    }
    return !b.next();
  }

  private static boolean contains(AttributesView all, AttributesView wanted) {
    AnyValueView found = new AnyValueView();
    while (wanted.next()) {
      if (!all.find(wanted.key().toByteArray(), found) || !equal(found, wanted.value())) {
        return false;
      }
    }
    return true;
  }
}
