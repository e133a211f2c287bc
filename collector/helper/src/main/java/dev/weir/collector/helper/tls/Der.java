package dev.weir.collector.helper.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// The little DER that it takes to put keys of the traditional forms into PKCS#8:
///
///     SEQUENCE { INTEGER 0, SEQUENCE { OID algorithm, parameters }, OCTET STRING { key } }
final class Der {
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int EC_PARAMETERS = 0xA0;

  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  /// `SEQUENCE { 1.2.840.113549.1.1.1, NULL }`
  private static final byte[] RSA = {
    0x30,
    0x0D,
    0x06,
    0x09,
    0x2A,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xF7,
    0x0D,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  /// `1.2.840.10045.2.1`
  private static final byte[] EC_OID = {
    0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01
  };

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] pkcs1) {
    return element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, pkcs1));
  }

  /// The curve stands in the key itself, under the tag `[0]`.
  static byte[] pkcs8OfEc(byte[] sec1) throws GeneralSecurityException {
    byte[] algorithm = element(SEQUENCE, EC_OID, curve(sec1));
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
  }

  private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
    try {
      int at = contents(sec1, 0);
      while (at < sec1.length) {
        int contents = contents(sec1, at);
        int end = contents + length(sec1, at);
        if ((sec1[at] & 0xFF) == EC_PARAMETERS) {
          return Arrays.copyOfRange(sec1, contents, end);
        }
        at = end;
      }
    } catch (IndexOutOfBoundsException e) {
      throw new GeneralSecurityException("holds an EC PRIVATE KEY that is cut off", e);
    }
    throw new GeneralSecurityException(
        "holds an EC PRIVATE KEY without its curve"
            + " (expected: PKCS#8; openssl pkcs8 -topk8 -nocrypt -in KEY makes one)");
  }

  private static int contents(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = length << 8 | (der[at + 2 + i] & 0xFF);
    }
    if (length < 0) {
      throw new IndexOutOfBoundsException("length of an element");
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      contents.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    writeLength(element, contents.size());
    element.writeBytes(contents.toByteArray());
    return element.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
  }
}
