package dev.weir.otlp.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.Damage;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpScanOracleTest {
  @ParameterizedTest
  @EnumSource
  void whatTheOfficialClassesWrite_isAcceptedAndCountedAlike(Signal signal) {
    Seeds.forEach(
        200,
        seed -> {
          Message request = new RandomRequests(seed).next(signal);
          byte[] bytes = request.toByteArray();
          assertThat(OtlpScan.scan(signal, bytes, 0, bytes.length))
              .isEqualTo(new ScanResult(Requests.items(request), 0));
        });
  }

  @ParameterizedTest
  @EnumSource
  void damagedRequest_isRefused_orTheOfficialClassesReadTheSame(Signal signal) {
    Seeds.forEach(
        100,
        seed -> {
          byte[] whole = new RandomRequests(seed).next(signal).toByteArray();
          Random random = new Random(seed);
          for (int i = 0; i < 100; i++) {
            acceptOnlyWhatOfficialClassesRead(signal, Damage.apply(whole, random));
          }
        });
  }

  private static void acceptOnlyWhatOfficialClassesRead(Signal signal, byte[] bytes) {
    ScanResult result;
    try {
      result = OtlpScan.scan(signal, bytes, 0, bytes.length);
    } catch (MalformedOtlpException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      return;
    }
    byte[] valid =
        result.invalidStrings() == 0 ? bytes : Utf8Repair.repair(signal, ByteRange.of(bytes));
    assertThat(OtlpScan.scan(signal, valid, 0, valid.length))
        .isEqualTo(new ScanResult(result.items(), 0));
    try {
      assertThat(Requests.items(Requests.parse(signal, valid, 0, valid.length)))
          .isEqualTo(result.items());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("accepted, but refused by the official classes", e);
    }
  }
}
