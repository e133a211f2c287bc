package dev.weir.ottl.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// A key of a map, as text and as the bytes that are looked for.
public final class Key {
  private final String text;
  private final byte[] utf8;

  private Key(String text, byte[] utf8) {
    this.text = text;
    this.utf8 = utf8;
  }

  public static Key of(String text) {
    return new Key(text, text.getBytes(UTF_8));
  }

  public String text() {
    return text;
  }

  /// The key in UTF-8, never written to.
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && key.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
