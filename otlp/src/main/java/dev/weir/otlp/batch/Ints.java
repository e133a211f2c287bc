package dev.weir.otlp.batch;

import java.util.Arrays;

/// Numbers in a row that grows.
final class Ints {
  private int[] values = new int[64];
  private int size;

  int size() {
    return size;
  }

  int at(int index) {
    return values[index];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void put(int index, int value) {
    values[index] = value;
  }
}
