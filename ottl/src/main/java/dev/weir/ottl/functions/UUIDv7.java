package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Makes a UUID of version 7, as a string. It begins with the time of the clock in milliseconds, so
/// later ones sort behind earlier ones.
///
/// ```
/// set(log.attributes["id"], UUIDv7())
/// ```
public final class UUIDv7 implements Converter {

  @Override
  public Signature signature() {
    return Signature.of("UUIDv7").returning(Type.STRING).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> next(System.currentTimeMillis()).toString();
  }

  private static UUID next(long millis) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version = 0x7000L | random.nextInt(1 << 12);
    long variant = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(millis << 16 | version, variant);
  }
}
