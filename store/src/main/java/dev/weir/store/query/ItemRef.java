package dev.weir.store.query;

/// Names a stored item for as long as it is kept: its slice, the block in the slice and the place
/// in the block. As text it is `slice.block.index`.
public record ItemRef(long slice, int block, int index) {

  /// Reads what [#toString] wrote.
  ///
  /// @throws IllegalArgumentException if it is no reference
  public static ItemRef parse(String text) {
    String[] parts = text.split("\\.", -1);
    try {
      if (parts.length == 3) {
        return new ItemRef(
            Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "reference: " + text + " (expected: three numbers with dots between them)");
  }

  @Override
  public String toString() {
    return slice + "." + block + "." + index;
  }
}
