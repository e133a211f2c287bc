package dev.weir.collector.exporters.file;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.export.Sender;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.Group;
import dev.weir.otlp.batch.Partitioner;
import dev.weir.otlp.batch.ResourceAttributeGroups;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.wire.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the batches of one signal to a sink, which the exporters of other signals may share.
final class FileSender implements Sender {
  private static final String NO_PATH_SEGMENT = "no_path_segment";

  private final FileConfig config;
  private final ComponentContext context;
  private final Sinks sinks;
  private final RecordEncoder encoder;
  private volatile @Nullable FileSink sink;

  FileSender(FileConfig config, ComponentContext context, Sinks sinks) {
    this.config = config;
    this.context = context;
    this.sinks = sinks;
    this.encoder = new RecordEncoder(config);
  }

  @Override
  public void start() {
    if (config.encoding() != null) {
      refuse(config.encoding());
    }
    sink = sinks.open(config, context);
  }

  /// No extension encodes telemetry yet, so an exporter that names one does not start, rather than
  /// write another format than was asked for.
  private void refuse(ComponentId encoding) {
    Extension found = context.extension(encoding, Extension.class);
    throw new StartException(
        "encoding: extension \"%s\" (%s) is not one that encodes telemetry"
            .formatted(encoding, found.getClass().getSimpleName()));
  }

  @Override
  public void send(Batch batch, Duration timeout) {
    FileSink open = sink;
    if (open == null) {
      throw new RetryableRefusal("the file exporter is not running");
    }
    try {
      if (config.groupBy().enabled()) {
        sendGroups(batch, open);
      } else {
        open.write(entry(config.path(), batch.signal(), batch.ranges(), batch.items()));
      }
    } catch (IOException e) {
      throw new RetryableRefusal(IoErrors.cannotWrite(e));
    }
  }

  /// Divides a batch by the attribute. All groups are made before the first is written, so that
  /// what cannot have a file is found out before anything is taken.
  private void sendGroups(Batch batch, FileSink open) throws IOException {
    ResourceAttributeGroups key = new ResourceAttributeGroups(config.groupBy().resourceAttribute());
    List<Group> groups = Partitioner.partition(batch.signal(), batch.range(), key);
    List<FileSink.Entry> entries = new ArrayList<>();
    long dropped = 0;
    for (Group group : groups) {
      AnyValueView segment = new AnyValueView().wrap(key.values().get(group.number()));
      if (segment.isString()) {
        String path = GroupPath.of(config.path(), segment.stringValue());
        entries.add(entry(path, batch.signal(), List.of(group.bytes()), group.items()));
      } else {
        dropped += group.items();
      }
    }
    for (FileSink.Entry entry : entries) {
      open.write(entry);
    }
    if (dropped > 0) {
      context.losses().dropped(batch.signal(), dropped, NO_PATH_SEGMENT);
    }
  }

  private FileSink.Entry entry(String path, Signal signal, List<ByteRange> request, int items) {
    List<ByteBuffer> record = encoder.encode(signal, request);
    return new FileSink.Entry(path, record, signal, items);
  }

  @Override
  public void shutdown() {
    FileSink open = sink;
    sink = null;
    if (open != null) {
      sinks.close(open);
    }
  }
}
