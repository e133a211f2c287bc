package dev.weir.store;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.AttributeProfile;
import dev.weir.store.query.Exemplar;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Groups;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.MetricInfo;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.SeriesResult;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatches;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.TraceSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Keeps traces, metrics and logs and answers questions about them.
///
/// May be used by any number of threads; calls block. What [#append] has taken is found by every
/// question asked afterwards, committed or not. A question is given up with
/// [dev.weir.store.query.QueryTimeoutException] when its time is over, and with
/// [dev.weir.store.query.QueryCancelledException] when its thread is interrupted. Every method
/// throws [StoreException] after [#close].
public interface TelemetryStore extends AutoCloseable {

  /// Takes the items of one `Export…ServiceRequest` that has passed the scan. The bytes are given
  /// away. May wait while too much is on its way to the disk.
  ///
  /// @throws StoreUnavailableException when nothing of it was taken, and may be later
  /// @throws IllegalArgumentException for a signal that is not stored: profiles
  Receipt append(Signal signal, ByteRange request);

  /// Finds items: spans, log records, metric points.
  Rows search(SearchRequest request);

  /// Finds traces.
  TraceMatches searchTraces(TraceSearchRequest request);

  /// Summaries of traces by their ids in hexadecimal digits, whole ones: all spans that are stored.
  /// In the order of the ids, without those that are not stored.
  List<TraceSummary> summaries(List<String> traceIds);

  /// All spans of a trace as one OTLP request; of no bytes if there are none. Items and what is
  /// around them (resource, scope, schema URLs) are the bytes that came.
  ByteRange trace(String traceId);

  /// Items as one OTLP request, with what is around them, in the order in which they are stored.
  /// Those that are not stored any more are left out.
  ByteRange items(Signal signal, List<ItemRef> refs);

  /// Computes numbers by groups and over time.
  Groups aggregate(AggregateRequest request);

  /// Counts the attribute values of a sample.
  AttributeProfile profile(ProfileRequest request);

  /// The attribute keys of the slices that have items in the range, most frequent first.
  List<AttributeKey> attributeKeys(Signal signal, TimeRange range);

  /// The values that an expression yields, most frequent first.
  ///
  /// @param prefix with which texts must begin, upper and lower case being the same; empty for all
  ///   values
  List<AttributeKey.ValueCount> values(
      Signal signal, Expr expr, TimeRange range, Expr filter, String prefix, int limit);

  /// The metrics that have points in the range passing the filter, by name.
  List<MetricInfo> metrics(TimeRange range, Expr filter);

  /// The points of a metric, by series.
  SeriesResult series(SeriesRequest request);

  /// The newest exemplars of a metric's points.
  List<Exemplar> exemplars(String metric, TimeRange range, Expr filter, int limit);

  /// Waits until something of this signal has arrived after `arrival`, or the time is over, and
  /// returns the last arrival.
  long awaitArrival(Signal signal, long arrival, Duration timeout) throws InterruptedException;

  StoreStats stats();

  /// Removes what is older than the age limit, then the oldest until the size limit is kept. Done
  /// from time to time without being asked.
  void retain();

  /// What [#delete] would take away now: all slices of these signals whose items all lie in the
  /// range.
  Deletion previewDelete(Set<Signal> signals, TimeRange range);

  /// Takes it away, for good, and says what it was.
  Deletion delete(Set<Signal> signals, TimeRange range);

  /// Commits what was taken and lets go of all files.
  @Override
  void close();
}
