package dev.weir.otlp.edit;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Edits the items of one level in a request.
public final class RequestEditor {
  private RequestEditor() {}

  /// Shows every item of `level` to the editor, in order, and returns the request with its changes.
  ///
  /// The input stays as it is; if nothing changed, the very same range is returned. Otherwise items
  /// that did not change are copied as they are, changed ones are written anew with all fields,
  /// unknown ones too, in the order they had.
  ///
  /// @param request the bytes of a request that passed the scan
  /// @throws IllegalArgumentException if requests of this signal have no such level
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the request is damaged
  public static ByteRange edit(Signal signal, ByteRange request, Level level, ItemEditor editor) {
    if (!level.isIn(signal)) {
      throw new IllegalArgumentException("level: " + level + " is not in " + signal.key());
    }
    return new Walk(request, level, editor).run();
  }

  /// Shows the metrics of every scope to the editor, in order, and returns the request with its
  /// changes. The input stays as it is; if nothing changed, the very same range is returned.
  ///
  /// @param request the bytes of a request of metrics that passed the scan
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the request is damaged
  public static EditedMetrics editMetrics(ByteRange request, ScopeMetricsEditor editor) {
    return new MetricsWalk(request, editor).run();
  }

  /// Shows every resource to the editor, in order, and returns the request with its changes in
  /// pieces, to be read in order: most of them ranges of the input, so that what belongs to a
  /// resource is not copied. If nothing changed, the one piece is the very range that was given.
  ///
  /// @param request the bytes of a request that passed the scan
  /// @throws dev.weir.otlp.wire.MalformedOtlpException if the request is damaged
  public static List<ByteRange> editResources(ByteRange request, ItemEditor editor) {
    return new ResourceWalk(request, editor).run();
  }
}
