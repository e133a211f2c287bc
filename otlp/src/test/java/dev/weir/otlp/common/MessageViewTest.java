package dev.weir.otlp.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.Damage;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.ScrambledProto;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.ViewOracle;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageViewTest {
  private static final int AROUND = 3;

  @ParameterizedTest
  @EnumSource
  void everyField_readsAsTheOfficialClassesReadIt(Signal signal) {
    MessageView view = ViewOracle.view(signal);
    Seeds.forEach(
        300,
        seed -> {
          Message message = new RandomRequests(seed).next(signal);
          byte[] bytes = message.toByteArray();
          ViewOracle.assertSame(view.wrap(inTheMiddle(bytes), AROUND, bytes.length), message);
        });
  }

  @ParameterizedTest
  @EnumSource
  void unusualEncoding_readsAsTheOfficialClassesReadIt(Signal signal) {
    MessageView view = ViewOracle.view(signal);
    Seeds.forEach(
        300,
        seed -> {
          byte[] bytes = new ScrambledProto(seed).encode(new RandomRequests(seed).next(signal));
          Message parsed = parse(signal, bytes);
          ViewOracle.assertSame(view.wrap(inTheMiddle(bytes), AROUND, bytes.length), parsed);
        });
  }

  /// What follows the message must not make a difference, or a view would have read it.
  @ParameterizedTest
  @EnumSource
  void damagedBytes_readTheSameWhateverStandsAroundThem_orAreRefused(Signal signal) {
    Seeds.forEach(
        40,
        seed -> {
          byte[] whole = new RandomRequests(seed).next(signal).toByteArray();
          Random random = new Random(seed);
          for (int i = 0; i < 25; i++) {
            byte[] damaged = Damage.apply(whole, random);
            byte[] around = new byte[damaged.length + 2 * AROUND];
            random.nextBytes(around);
            System.arraycopy(damaged, 0, around, AROUND, damaged.length);
            assertThat(read(ViewOracle.view(signal), around, AROUND, damaged.length))
                .isEqualTo(read(ViewOracle.view(signal), damaged, 0, damaged.length));
          }
        });
  }

  private static String read(MessageView view, byte[] buffer, int offset, int length) {
    StringBuilder text = new StringBuilder();
    try {
      ViewOracle.print(view.wrap(buffer, offset, length), text);
    } catch (MalformedOtlpException e) {
      text.append("refused");
    }
    return text.toString();
  }

  private static Message parse(Signal signal, byte[] bytes) {
    try {
      return Requests.parse(signal, bytes, 0, bytes.length);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] inTheMiddle(byte[] bytes) {
    byte[] padded = new byte[bytes.length + 2 * AROUND];
    Arrays.fill(padded, (byte) 0x0A);
    System.arraycopy(bytes, 0, padded, AROUND, bytes.length);
    return padded;
  }
}
