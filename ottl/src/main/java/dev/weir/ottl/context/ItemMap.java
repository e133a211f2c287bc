package dev.weir.ottl.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.ottl.value.AnyValues;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Key;
import dev.weir.ottl.value.MapValue;
import org.jspecify.annotations.Nullable;

/// The attributes of an item, read in place, and changed in its edit.
final class ItemMap implements MapValue {
  private final Item item;
  private final AnyValueView found = new AnyValueView();
  private final Encoded encoded = new Encoded();

  ItemMap(Item item) {
    this.item = item;
  }

  @Override
  public int size() {
    return item.isEditing() ? item.attributesEdit().size() : view().size();
  }

  @Override
  public boolean contains(Key key) {
    return item.find(key.utf8(), found) != null;
  }

  @Override
  public @Nullable Object get(Key key) {
    AnyValueView value = item.find(key.utf8(), found);
    return value == null ? null : AnyValues.decode(value);
  }

  /// Loads the value under `key`.
  void load(Key key, Cell cell) {
    AnyValueView value = item.find(key.utf8(), found);
    if (value == null) {
      cell.nil();
    } else {
      cell.any(value);
    }
  }

  @Override
  public void put(Key key, @Nullable Object value) {
    beforeWriting();
    encoded.write(value);
    item.setAttribute(key.utf8(), encoded);
  }

  /// Sets the value under `key` to what a cell holds.
  void put(Key key, Cell value) {
    beforeWriting();
    encoded.write(value);
    item.setAttribute(key.utf8(), encoded);
  }

  /// A first change that was put off keeps its value where the next would be written.
  private void beforeWriting() {
    item.isEditing();
  }

  @Override
  public boolean remove(Key key) {
    return contains(key) && item.attributesEdit().delete(key.utf8());
  }

  @Override
  public void clear() {
    item.attributesEdit().clear();
  }

  @Override
  public Cursor cursor() {
    return new EntryCursor();
  }

  private AttributesView view() {
    return new AttributesView()
        .over(item.buffer(), item.from(), item.to(), item.shape().attributes);
  }

  /// Reads in place until the first change, and in the edit from there.
  private final class EntryCursor implements Cursor {
    private final @Nullable AttributesView view = item.isEditing() ? null : view();
    private @Nullable AttributesEdit edit = item.isEditing() ? fresh() : null;
    private int passed;

    @Override
    public boolean next() {
      passed++;
      return edit != null ? edit.next() : view != null && view.next();
    }

    @Override
    public String key() {
      if (edit != null) {
        return edit.key().toString();
      }
      return view == null ? "" : view.key().toString();
    }

    @Override
    public @Nullable Object value() {
      if (edit != null) {
        return AnyValues.decode(edit.value());
      }
      return view == null ? null : AnyValues.decode(view.value());
    }

    @Override
    public void replace(@Nullable Object value) {
      beforeWriting();
      encoded.write(value);
      editing().replace(encoded);
    }

    @Override
    public void rename(String key) {
      editing().rename(key.getBytes(UTF_8));
    }

    @Override
    public void remove() {
      editing().remove();
    }

    private AttributesEdit editing() {
      if (edit == null) {
        edit = fresh();
        for (int i = 0; i < passed; i++) {
          edit.next();
        }
      } else {
        item.attributesEdit();
      }
      return edit;
    }

    /// The edit's attributes, before the first.
    private AttributesEdit fresh() {
      item.attributesEdit();
      return item.edit().attributes(item.shape().attributes);
    }
  }
}
