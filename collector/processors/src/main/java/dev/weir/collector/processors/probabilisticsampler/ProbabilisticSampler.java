package dev.weir.collector.processors.probabilisticsampler;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.Processor;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Group;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;

/// Lets a share of the items pass, and writes into those with what probability they did.
///
/// A batch is walked twice: once to decide and to copy what passes, once to write into that. The
/// second walk is left out if nothing has to be written.
final class ProbabilisticSampler implements Processor {
  private final ProbabilisticSamplerConfig config;
  private final Signal signal;
  private final Sampler sampler;
  private final SeededHash hash;
  private final SamplingCounts counts;
  private final Losses losses;
  private final Consumer next;

  ProbabilisticSampler(
      ProbabilisticSamplerConfig config, Signal signal, ComponentContext context, Consumer next) {
    this.config = config;
    this.signal = signal;
    this.next = next;
    sampler = new Sampler(config);
    hash = new SeededHash(config.hashSeed());
    counts = new SamplingCounts(context.telemetry(), signal, config.fromAttribute());
    losses = context.losses();
  }

  @Override
  public void consume(Batch batch) {
    Pass pass = new Pass();
    Group kept = ItemFilter.keep(signal, batch.range(), pass);
    if (kept.items() > 0) {
      ByteRange written = pass.rewrites ? pass.write(kept.bytes()) : kept.bytes();
      next.consume(
          written == batch.range()
              ? batch
              : batch.withBytes(
                  written.buffer(), written.offset(), written.length(), kept.items()));
    }
    pass.report();
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  /// The walks over one batch, by one thread.
  private final class Pass implements ItemPredicate, ItemEditor {
    private final ItemReader reader =
        signal == Signal.TRACES
            ? new SpanReader(hash, sampler.hashesTraceIds())
            : new LogReader(config, hash, sampler.hashesTraceIds());
    private final Arrival arrival = new Arrival();
    private final Decision decision = new Decision();
    private final SamplingCounts.OfBatch batchCounts = counts.new OfBatch();

    /// Of each item that passes its threshold, or `NONE` if nothing is written, and randomness.
    private long[] passing = new long[64];

    private int passed;
    private int written;
    boolean rewrites;

    @Override
    public boolean keep(byte[] buffer, int offset, int length) {
      reader.read(buffer, offset, length, arrival);
      sampler.decide(arrival, decision);
      batchCounts.add(decision);
      if (decision.sampled) {
        remember();
      }
      return decision.sampled;
    }

    @Override
    public void edit(ItemEdit item) {
      long threshold = passing[written++];
      long randomness = passing[written++];
      if (threshold != Thresholds.NONE) {
        reader.write(item, threshold, randomness);
      }
    }

    ByteRange write(ByteRange kept) {
      Level level = signal == Signal.TRACES ? Level.SPAN : Level.LOG_RECORD;
      return RequestEditor.edit(signal, kept, level, this);
    }

    void report() {
      batchCounts.report();
      long failed = batchCounts.failed();
      if (batchCounts.rejected() > failed) {
        losses.dropped(signal, batchCounts.rejected() - failed, "not_sampled");
      }
      if (failed > 0) {
        losses.dropped(signal, failed, "sampling_information");
      }
    }

    private void remember() {
      if (passed == passing.length) {
        passing = Arrays.copyOf(passing, 2 * passed);
      }
      passing[passed++] = decision.rewrites ? decision.newThreshold : Thresholds.NONE;
      passing[passed++] = decision.newRandomness;
      rewrites |= decision.rewrites;
    }
  }
}
