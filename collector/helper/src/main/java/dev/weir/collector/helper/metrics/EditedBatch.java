package dev.weir.collector.helper.metrics;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.otlp.edit.EditedMetrics;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.edit.ScopeMetricsEditor;
import dev.weir.otlp.wire.ByteRange;

/// Editing of a batch of metrics on its way to the next step.
public final class EditedBatch {
  private EditedBatch() {}

  /// Edits a batch and hands on what is left of it: the batch itself when nothing changed, and
  /// nothing when no point is left.
  public static void handOn(Batch batch, ScopeMetricsEditor editor, Consumer next) {
    ByteRange before = batch.range();
    EditedMetrics edited = RequestEditor.editMetrics(before, editor);
    ByteRange after = edited.request();
    int points = batch.items() + edited.morePoints();
    if (after == before) {
      next.consume(batch);
    } else if (points > 0) {
      next.consume(batch.withBytes(after.buffer(), after.offset(), after.length(), points));
    }
  }
}
