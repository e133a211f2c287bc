package dev.weir.collector.exporters.otlphttp;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.helper.compress.Compression;
import dev.weir.collector.helper.export.RejectedItems;
import dev.weir.collector.helper.export.Sender;
import dev.weir.collector.helper.http.HttpAnswer;
import dev.weir.collector.helper.http.HttpClient;
import dev.weir.collector.helper.net.ProxyEnvironment;
import dev.weir.collector.helper.net.UserAgent;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts batches of one signal to its URL.
final class OtlpHttpSender implements Sender {
  private final OtlpHttpConfig config;
  private final URI url;
  private final Signal signal;
  private final ComponentContext context;
  private final RejectedItems rejected;
  private final @Nullable Compression compression;
  private volatile @Nullable HttpClient client;

  OtlpHttpSender(OtlpHttpConfig config, URI url, Signal signal, ComponentContext context) {
    this.config = config;
    this.url = url;
    this.signal = signal;
    this.context = context;
    this.rejected = new RejectedItems(context, signal);
    this.compression = config.client().codec();
  }

  @Override
  public void start() {
    config.client().requireExtensions(context);
    config.client().requireLegalHeaders();
    Map<String, String> headers =
        Map.of(
            "Content-Type", config.encoding().contentType(),
            "User-Agent", UserAgent.of(context.build()));
    client = HttpClient.open(config.client(), url, headers, ProxyEnvironment.ofProcess());
  }

  @Override
  public void send(Batch batch, Duration timeout) {
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("not started");
    }
    HttpAnswer answer =
        open.post(body(batch), compression == null ? null : compression.encoding(), timeout);
    rejected.report(Answers.read(answer, signal, url));
  }

  @Override
  public void shutdown() {
    HttpClient open = client;
    if (open != null) {
      open.close();
    }
  }

  private List<ByteRange> body(Batch batch) {
    boolean json = config.encoding() == Encoding.JSON;
    if (compression == null) {
      return json ? List.of(json(batch)) : batch.ranges();
    }
    Encoded arrived = batch.encoded();
    if (!json && arrived != null && arrived.encoding().equals(compression.encoding())) {
      return List.of(ByteRange.of(arrived.bytes()));
    }
    List<ByteRange> plain = json ? List.of(json(batch)) : batch.ranges();
    return List.of(ByteRange.of(compression.compress(plain, config.client().level())));
  }

  private ByteRange json(Batch batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(3 * batch.length());
    try {
      OtlpJsonWriter.write(signal, batch.range(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteRange.of(out.toByteArray());
  }
}
