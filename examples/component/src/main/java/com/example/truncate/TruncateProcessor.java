package com.example.truncate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.helper.values.ConfiguredValue;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.AttributesEdit;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Shortens values. Many threads call [#consume] at once, so all fields are immutable, and what one
/// call needs lives on its stack.
final class TruncateProcessor implements Processor {
  private final int maxBytes;
  private final List<byte[]> keys;
  private final Telemetry.Counter shortened;
  private final Consumer next;

  TruncateProcessor(TruncateConfig config, Telemetry telemetry, Consumer next) {
    this.maxBytes = config.maxBytes();
    // Keys are compared byte by byte with what is in a batch, so they are encoded once.
    this.keys = config.keys().stream().map(key -> key.getBytes(UTF_8)).toList();
    this.shortened =
        telemetry.counter(
            "otelcol_processor_truncate_shortened_values",
            "Number of attribute values that were shortened.",
            "{value}",
            telemetry.componentLabels());
    this.next = next;
  }

  /// A batch is the bytes of an OTLP request and never changes. The editor reads it in place and
  /// copies only what an edit changes; when there was no edit, it returns the range it was given.
  ///
  /// Returning means that somebody has taken responsibility for the batch. Here that is `next`, and
  /// what it refuses is refused by this processor too: its exception simply passes through.
  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after =
        RequestEditor.edit(
            batch.signal(), before, level(batch), item -> shorten(item.attributes()));
    next.consume(
        after == before
            ? batch
            : batch.withBytes(after.buffer(), after.offset(), after.length(), batch.items()));
  }

  /// This processor does not wait itself, but hands on in the same call to one that may.
  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private void shorten(AttributesEdit attributes) {
    while (attributes.next()) {
      if (attributes.value().isString() && isWanted(attributes.key())) {
        BytesView value = attributes.value().string();
        if (value.length() > maxBytes) {
          attributes.replace(ConfiguredValue.of(beginning(value)));
          shortened.add(1);
        }
      }
    }
  }

  private boolean isWanted(BytesView key) {
    return keys.isEmpty() || keys.stream().anyMatch(key::contentEquals);
  }

  /// The first bytes of a text, without half a character at the end.
  private String beginning(BytesView text) {
    int end = maxBytes;
    while (end > 0 && isContinuation(text.buffer()[text.offset() + end])) {
      end--;
    }
    return new String(text.buffer(), text.offset(), end, UTF_8);
  }

  private static boolean isContinuation(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  private static Level level(Batch batch) {
    return batch.signal() == Signal.LOGS ? Level.LOG_RECORD : Level.SPAN;
  }
}
