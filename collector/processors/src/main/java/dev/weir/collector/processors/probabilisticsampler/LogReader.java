package dev.weir.collector.processors.probabilisticsampler;

import static dev.weir.collector.processors.probabilisticsampler.Thresholds.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.values.ValueText;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AnyValueWriter;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.logs.LogRecordView;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Log records: the sampling information is in two attributes; the priority, in an attribute that
/// the user names, is a percentage.
final class LogReader implements ItemReader {
  private static final byte[] THRESHOLD = "sampling.threshold".getBytes(UTF_8);
  private static final byte[] RANDOMNESS = "sampling.randomness".getBytes(UTF_8);

  private final SeededHash hash;
  private final boolean hashesTraceIds;
  private final byte[] source;
  private final byte[] priority;
  private final int precision;
  private final LogRecordView log = new LogRecordView();
  private final ProtoWriter digits = new ProtoWriter();
  private final AnyValueWriter value = new AnyValueWriter();

  LogReader(ProbabilisticSamplerConfig config, SeededHash hash, boolean hashes) {
    this.hash = hash;
    hashesTraceIds = hashes && config.attributeSource() == AttributeSource.TRACE_ID;
    source = config.fromAttribute().getBytes(UTF_8);
    priority = config.samplingPriority().getBytes(UTF_8);
    precision = config.samplingPrecision();
  }

  @Override
  public void read(byte[] buffer, int offset, int length, Arrival into) {
    AttributesView attributes = log.wrap(buffer, offset, length).attributes();
    into.unreadable = false;
    into.threshold = digits(attributes, THRESHOLD, into);
    into.randomness = digits(attributes, RANDOMNESS, into);
    TraceIds.read(log.traceId(), hash, hashesTraceIds, into);
    into.attributeHash = source.length == 0 ? NONE : attributeHash(attributes.find(source));
    into.priority = priority.length == 0 ? NONE : priority(attributes.find(priority));
  }

  @Override
  public void write(ItemEdit item, long threshold, long randomness) {
    if (randomness != NONE) {
      Thresholds.writeRandomness(randomness, digits.reset());
      item.attributes().upsert(RANDOMNESS, value.string(digits.buffer(), 0, digits.size()));
    }
    Thresholds.write(threshold, digits.reset());
    item.attributes().upsert(THRESHOLD, value.string(digits.buffer(), 0, digits.size()));
  }

  private static long digits(AttributesView attributes, byte[] key, Arrival into) {
    AnyValueView value = attributes.find(key);
    if (value == null || !value.isString() || value.string().isEmpty()) {
      return NONE;
    }
    BytesView text = value.string();
    int end = text.offset() + text.length();
    long number =
        Arrays.equals(key, THRESHOLD)
            ? Thresholds.read(text.buffer(), text.offset(), end)
            : Thresholds.readRandomness(text.buffer(), text.offset(), end);
    into.unreadable |= number == NONE;
    return number;
  }

  private long attributeHash(@Nullable AnyValueView value) {
    if (value == null) {
      return NONE;
    }
    return switch (value.kind()) {
      case STRING -> hashOf(value.string());
      case BYTES -> hashOf(value.bytes());
      default -> {
        byte[] text = ValueText.of(value).getBytes(UTF_8);
        yield text.length == 0 ? NONE : Sampler.spread(hash.of(text, 0, text.length));
      }
    };
  }

  private long hashOf(BytesView bytes) {
    return bytes.isEmpty() ? NONE : Sampler.spread(hash.of(bytes));
  }

  private long priority(@Nullable AnyValueView value) {
    if (value == null) {
      return NONE;
    }
    double percentage =
        switch (value.kind()) {
          case INT -> value.intValue();
          case DOUBLE -> value.doubleValue();
          default -> Double.NaN;
        };
    if (percentage == 0) {
      return Thresholds.NEVER;
    }
    double ratio = Math.min(percentage, 100) / 100;
    return Thresholds.isProbability(ratio) ? Thresholds.of(ratio, precision) : NONE;
  }
}
