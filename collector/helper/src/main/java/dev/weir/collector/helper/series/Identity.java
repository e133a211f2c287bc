package dev.weir.collector.helper.series;

import dev.weir.collector.helper.values.ValueEquality;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One level of what identifies a series, compared with all of its bytes: a resource, one of its
/// scopes, one of that scope's metrics.
final class Identity {
  static final byte[] NOTHING = {};

  private final @Nullable Identity parent;
  private final long high;
  private final long low;
  private final byte[] text;
  private final byte[] attributes;
  private final int number;

  /// How many series and cursors hold on to this; guarded by the map it stands in.
  private int users;

  /// @param text what identifies it beside its attributes
  /// @param attributes as they are encoded, as field `number`
  Identity(
      @Nullable Identity parent, long high, long low, byte[] text, byte[] attributes, int number) {
    this.parent = parent;
    this.high = high;
    this.low = low;
    this.text = text;
    this.attributes = attributes;
    this.number = number;
  }

  @Nullable Identity parent() {
    return parent;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /// Whether anybody ever held on to this very object.
  boolean isUsed() {
    return users > 0;
  }

  void addUser() {
    users++;
  }

  /// Whether nobody is left.
  boolean dropUser() {
    return --users == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Identity that
        && high == that.high
        && low == that.low
        && parent == that.parent
        && Arrays.equals(text, that.text)
        && sameAttributes(attributes, number, that.view());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(low);
  }

  /// A copy of the bytes of attributes.
  static byte[] bytesOf(AttributesView attributes) {
    int from = attributes.offset();
    int length = attributes.length();
    return length == 0 ? NOTHING : Arrays.copyOfRange(attributes.buffer(), from, from + length);
  }

  /// Whether attributes are the same in any order. They mostly come in the same one.
  static boolean sameAttributes(byte[] known, int number, AttributesView others) {
    int from = others.offset();
    if (Arrays.equals(known, 0, known.length, others.buffer(), from, from + others.length())) {
      return true;
    }
    AttributesView all = new AttributesView().over(known, 0, known.length, number);
    if (all.size() != others.size()) {
      return false;
    }
    AnyValueView found = new AnyValueView();
    while (all.next()) {
      if (!others.find(all.key().toByteArray(), found) || !same(found, all.value())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(AnyValueView a, AnyValueView b) {
    return Arrays.equals(
            a.buffer(),
            a.offset(),
            a.offset() + a.length(),
            b.buffer(),
            b.offset(),
            b.offset() + b.length())
        || ValueEquality.equal(a, b);
  }

  private AttributesView view() {
    return new AttributesView().over(attributes, 0, attributes.length, number);
  }
}
