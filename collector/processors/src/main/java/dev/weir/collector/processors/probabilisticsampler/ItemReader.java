package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.otlp.edit.ItemEdit;

/// Where an item of some signal keeps its sampling information. For one thread.
interface ItemReader {

  void read(byte[] buffer, int offset, int length, Arrival into);

  /// Makes the item carry a threshold, and randomness unless that is [Thresholds#NONE].
  void write(ItemEdit item, long threshold, long randomness);
}
