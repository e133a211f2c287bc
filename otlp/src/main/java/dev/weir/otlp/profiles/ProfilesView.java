package dev.weir.otlp.profiles;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.wire.ByteRange;
import org.jspecify.annotations.Nullable;

/// A view of a whole `ExportProfilesServiceRequest` of the `v1development` protocol. Its dictionary
/// is given as bytes.
public final class ProfilesView extends MessageView {
  private static final int RESOURCE_PROFILES = 1;
  private static final int DICTIONARY = 2;

  private static final Fields FIELDS = new Fields().bytes(DICTIONARY).repeated(RESOURCE_PROFILES);

  private @Nullable ResourceProfilesView resourceProfiles;
  private final BytesView dictionary = new BytesView();

  public ProfilesView() {
    super(FIELDS);
  }

  @Override
  public ProfilesView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  @Override
  public ProfilesView wrap(ByteRange range) {
    super.wrap(range);
    return this;
  }

  public ResourceProfilesView resourceProfiles() {
    if (resourceProfiles == null) {
      resourceProfiles = new ResourceProfilesView();
    }
    return repeated(RESOURCE_PROFILES, resourceProfiles);
  }

  public BytesView dictionary() {
    return bytes(DICTIONARY, dictionary);
  }
}
