package dev.weir.otlp.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.Seeds;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void everyPairOfLeadAndSecondByte_isJudgedAsTheJdkDoes() {
    byte[] bytes = new byte[4];
    for (int lead = 0x70; lead <= 0xFF; lead++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int rest :
            new int[] {0x0000, 0x7F80, 0x8000, 0x807F, 0x8080, 0xBFBF, 0xC080, 0x80FF}) {
          bytes[0] = (byte) lead;
          bytes[1] = (byte) second;
          bytes[2] = (byte) (rest >> 8);
          bytes[3] = (byte) rest;
          for (int length = 1; length <= 4; length++) {
            assertJudged(Arrays.copyOf(bytes, length));
          }
        }
      }
    }
  }

  @Test
  void textOfAnyLengthWithDamageAnywhere_isJudgedAsTheJdkDoes() {
    Seeds.forEach(
        5_000,
        seed -> {
          Random random = new Random(seed);
          byte[] bytes = "abcdefgh 12345678 käse 日本 😀 😀 end".getBytes(UTF_8).clone();
          for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
          }
          int start = random.nextInt(bytes.length);
          int end = start + random.nextInt(bytes.length - start + 1);
          byte[] part = Arrays.copyOfRange(bytes, start, end);
          assertThat(Utf8.isValid(bytes, start, end)).isEqualTo(isValidForTheJdk(part));
        });
  }

  private static void assertJudged(byte[] bytes) {
    if (Utf8.isValid(bytes, 0, bytes.length) != isValidForTheJdk(bytes)) {
      throw new AssertionError(HexFormat.of().formatHex(bytes));
    }
  }

  private static boolean isValidForTheJdk(byte[] bytes) {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    return !UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true).isError();
  }
}
