package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Id;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// Makes the id of a profile.
///
/// - `target`: 16 bytes, or a string of 32 hexadecimal digits. Anything else is an error.
///
/// ```
/// profile.profile_id == ProfileID(0x0102030405060708090a0b0c0d0e0f10)
/// set(profile.profile_id, ProfileID("0102030405060708090a0b0c0d0e0f10"))
/// ```
public final class ProfileID implements Converter {
  private static final Parameter<Getter<byte @Nullable []>> TARGET = Parameter.bytesLike("target");

  @Override
  public Signature signature() {
    return Signature.of("ProfileID", TARGET).returning(Type.ID);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<byte @Nullable []> target = arguments.get(TARGET);
    return IdText.expression(Id.Kind.PROFILE, target);
  }
}
