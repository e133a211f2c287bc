package dev.weir.ottl.context;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.KeyValueView;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.Wire;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One message of the request: read in place, until something changes it. From then on changed
/// fields are read from the edit, and all others still where they were.
///
/// Attributes are looked for in the bytes directly, without an index of the message: most programs
/// look at one or two, and where attributes begin is remembered.
final class Item {
  private static final byte[] EMPTY = {};
  private static final int KEY_TAG = 1 << 3 | FieldCursor.BYTES;
  private static final int VALUE_TAG = 2 << 3 | FieldCursor.BYTES;
  private static final EncodedValue NOTHING = new Encoded();

  private final Map<Shape, ItemView> views = new EnumMap<>(Shape.class);
  private @Nullable ItemView view;
  private Shape viewShape = Shape.RESOURCE;
  private final Map<Shape, ItemView> editedViews = new EnumMap<>(Shape.class);
  private final Map<Integer, ItemView> children = new HashMap<>();
  private final ItemMap map = new ItemMap(this);
  private final KeyValueView entry = new KeyValueView();
  private @Nullable MessageEdit edit;
  private @Nullable AttributesEdit attributes;

  private Shape shape = Shape.RESOURCE;
  private byte[] buffer = EMPTY;
  private int from;
  private int to;

  /// Where the first attribute may be.
  private int attributesFrom;

  /// The walk stands on something inside, so that only what is around that can be changed here.
  private boolean isParent;

  /// The message was there, were it empty, when [#standOn] looked for it.
  private boolean isPresent;

  private boolean isViewed;
  private boolean isEditing;

  /// The walk stands on nothing inside, and the message lies in what it walks over.
  private boolean isLeaf;

  /// The first change was one attribute, and is not in an edit yet.
  private boolean isPatched;

  private final AttributePatch patch = new AttributePatch();
  private byte[] patchedKey = EMPTY;
  private EncodedValue patchedValue = NOTHING;
  private boolean isEditedViewStale;

  /// The fields that were changed, as bits by number.
  private long changed;

  /// How often it was changed, and other messages shown, so that what was computed of it can be
  /// remembered as long as it holds.
  private long version;

  /// Shows another message.
  void stand(Shape shape, byte[] buffer, int from, int to) {
    this.shape = shape;
    this.buffer = buffer;
    this.from = from;
    this.to = to;
    attributesFrom = from;
    isParent = false;
    isLeaf = false;
    isPatched = false;
    isViewed = false;
    isEditing = false;
    changed = 0;
    version++;
  }

  /// Shows a message of the walk's input in which the walk will stand on nothing.
  void standOnLeaf(Shape shape, byte[] buffer, int from, int to) {
    stand(shape, buffer, from, to);
    isLeaf = true;
  }

  /// Shows a message whose children the walk will stand on. An edit of it is one of the message
  /// without them.
  void standAround(Shape shape, byte[] buffer, int from, int to) {
    stand(shape, buffer, from, to);
    isParent = true;
  }

  boolean isPresent() {
    return isPresent;
  }

  boolean isParent() {
    return isParent;
  }

  /// Shows the message that is field 1 of an envelope: an empty one if it is missing, and all parts
  /// together if there are several.
  void standOn(Shape shape, byte[] buffer, int from, int to) {
    int parts = 0;
    int start = 0;
    int end = 0;
    int at = from;
    while (at < to) {
      int field = at;
      at = Wire.skipField(buffer, field, to);
      if (buffer[field] == (1 << 3 | FieldCursor.BYTES)) {
        start = Wire.skipVarint(buffer, field + 1, to);
        end = at;
        parts++;
      }
    }
    isPresent = parts > 0;
    if (parts == 1) {
      stand(shape, buffer, start, end);
    } else if (parts == 0) {
      stand(shape, EMPTY, 0, 0);
    } else {
      ItemView envelope = new ItemView(Shape.ENVELOPE);
      envelope.wrap(buffer, from, to - from);
      ItemView merged = envelope.readMessage(1, new ItemView(shape));
      stand(shape, merged.toByteArray(), 0, merged.length());
    }
  }

  /// Lets go of the message.
  void clear() {
    stand(shape, EMPTY, 0, 0);
    if (edit != null) {
      edit.open(EMPTY, 0, 0);
    }
  }

  Shape shape() {
    return shape;
  }

  long version() {
    return version;
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// The message as it came.
  ItemView view() {
    ItemView view = this.view;
    if (!isViewed) {
      if (view == null || viewShape != shape) {
        view = views.computeIfAbsent(shape, ItemView::new);
        this.view = view;
        viewShape = shape;
      }
      view.wrap(buffer, from, to - from);
      isViewed = true;
    }
    return Objects.requireNonNull(view);
  }

  /// A view in which a field is as it is by now.
  ItemView read(int field) {
    return isEditing && (changed >> field & 1) != 0 ? editedView() : view();
  }

  /// The nested message that a field is, as it is by now. Valid until the next call for the field.
  ItemView child(int field, Shape shape) {
    ItemView child =
        children.computeIfAbsent(field << 8 | shape.attributes, n -> new ItemView(shape));
    return read(field).readMessage(field, child);
  }

  /// Whether anything was changed.
  boolean isChanged() {
    return isPatched || (isEditing && edit != null && edit.isChanged());
  }

  /// Adds the message as it is by now to the output, as a field.
  void write(int number, Pieces pieces) {
    if (isPatched) {
      patch.write(number, from, to, pieces);
    } else {
      pieces.make(number, edit());
    }
  }

  /// Sets an attribute. The value is valid until the next change.
  void setAttribute(byte[] key, EncodedValue value) {
    boolean isFirst = isLeaf && !isEditing && !isPatched;
    if (!isFirst || !patch.set(buffer, from, to, shape.attributes, key, value)) {
      attributesEdit().upsert(key, value);
    } else if (!patch.isIdle(buffer)) {
      isPatched = true;
      patchedKey = key;
      patchedValue = value;
      version++;
    }
  }

  /// The edit, without noting which fields it will change.
  MessageEdit edit() {
    if (edit == null) {
      edit = new MessageEdit();
    }
    if (!isEditing) {
      open(edit);
      attributes = edit.attributes(shape.attributes);
      isEditing = true;
      if (isPatched) {
        isPatched = false;
        attributes.upsert(patchedKey, patchedValue);
        isEditedViewStale = true;
      }
    }
    return edit;
  }

  /// The edit, to change one field.
  MessageEdit edit(int field) {
    MessageEdit edit = edit();
    touch(1L << field);
    return edit;
  }

  /// The edit, to change anything.
  MessageEdit editAll() {
    MessageEdit edit = edit();
    touch(-1L);
    return edit;
  }

  /// Whether there is an edit; there is from the second change on.
  boolean isEditing() {
    if (isPatched) {
      edit();
    }
    return isEditing;
  }

  /// The attributes, as a map that lives here.
  ItemMap map() {
    return map;
  }

  AttributesEdit attributesEdit() {
    edit();
    touch(0);
    return Objects.requireNonNull(attributes);
  }

  /// The attribute under `key`, shown by `into`; null if there is none.
  @Nullable AnyValueView find(byte[] key, AnyValueView into) {
    if (isPatched && Arrays.equals(key, patchedKey)) {
      edit();
    }
    AttributesEdit edited = attributes;
    return isEditing && edited != null ? edited.find(key) : findInPlace(key, into);
  }

  private @Nullable AnyValueView findInPlace(byte[] key, AnyValueView into) {
    byte[] buffer = this.buffer;
    int to = this.to;
    int at = attributesFrom;
    int tag = shape.attributes << 3 | FieldCursor.BYTES;
    boolean isFirst = true;
    while (at < to) {
      int start = at;
      if (buffer[at] != tag) {
        at = behind(buffer, at, to);
        continue;
      }
      if (isFirst) {
        attributesFrom = start;
        isFirst = false;
      }
      int other = behindOther(buffer, at, to, key.length);
      if (other > 0) {
        at = other;
        continue;
      }
      int value = Wire.skipVarint(buffer, at + 1, to);
      at = value + Wire.length(buffer, at + 1, value, to);
      if (KeyValueView.keyEquals(buffer, value, at, key)) {
        return entry.wrap(buffer, value, at - value).value(into);
      }
    }
    return null;
  }

  /// The offset behind the attribute at `at` if it is short, plain, and has a key of another
  /// length; otherwise 0.
  private static int behindOther(byte[] buffer, int at, int to, int keyLength) {
    int value = at + 2;
    if (to - value < 4) {
      return 0;
    }
    int length = buffer[at + 1];
    int end = value + length;
    int own = buffer[value + 1];
    int valueTag = value + 2 + own;
    boolean isOther =
        length >= 4
            && end <= to
            && buffer[value] == KEY_TAG
            && own >= 0
            && own != keyLength
            && valueTag < end - 1
            && buffer[valueTag] == VALUE_TAG
            && buffer[valueTag + 1] == end - valueTag - 2;
    return isOther ? end : 0;
  }

  /// The offset behind the field at `at`, in line for what a usual encoder writes.
  static int behind(byte[] buffer, int at, int to) {
    int tag = buffer[at];
    if (tag > 0 && to - at > 9) {
      switch (tag & 7) {
        case FieldCursor.BYTES -> {
          int length = buffer[at + 1];
          if (length >= 0 && length <= to - at - 2) {
            return at + 2 + length;
          }
        }
        case FieldCursor.FIXED64 -> {
          return at + 9;
        }
        case FieldCursor.VARINT -> {
          if (buffer[at + 1] >= 0) {
            return at + 2;
          }
        }
        default -> {}
      }
    }
    return Wire.skipField(buffer, at, to);
  }

  private ItemView editedView() {
    ItemView view = editedViews.get(shape);
    if (view == null) {
      view = new ItemView(shape);
      editedViews.put(shape, view);
    }
    if (isEditedViewStale) {
      edit().read(view);
      isEditedViewStale = false;
    }
    return view;
  }

  private void open(MessageEdit edit) {
    if (isParent) {
      byte[] shell = Shell.of(shape, buffer, from, to);
      edit.open(shell, 0, shell.length);
    } else {
      edit.open(buffer, from, to);
    }
  }

  private void touch(long fields) {
    changed |= fields;
    isEditedViewStale = true;
    version++;
  }
}
