package dev.weir.otlp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Message;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import java.nio.charset.StandardCharsets;

/// Whatever is read is protobuf for the scan and for the official classes, and is written and read
/// again as the same.
final class OtlpJsonFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void anyBytes_areRefusedOrReadAsValidProtobuf(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Signal signal =
        switch (data[0] & 3) {
          case 0 -> Signal.TRACES;
          case 1 -> Signal.METRICS;
          case 2 -> Signal.LOGS;
          default -> Signal.PROFILES;
        };
    OtlpJsonRequest read;
    try {
      read = OtlpJsonReader.read(signal, data, 1, data.length - 1);
    } catch (MalformedOtlpJsonException e) {
      assertThat(e.offset()).isBetween(0, data.length - 1);
      return;
    }
    assertThat(OtlpScan.scan(signal, read.message(), 0, read.message().length))
        .isEqualTo(new ScanResult(read.items(), 0));
    Message message = Requests.parse(signal, read.message());
    String json = Requests.write(signal, read.message());
    byte[] again = OtlpJsonReader.read(signal, json.getBytes(StandardCharsets.UTF_8)).message();
    assertThat(Requests.write(signal, again)).isEqualTo(json);
    assertThat(Requests.write(signal, message.toByteArray())).isEqualTo(json);
  }
}
