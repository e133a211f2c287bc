package dev.weir.otlp.profiles;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.common.MessageView;
import org.jspecify.annotations.Nullable;

/// A view of one `ScopeProfiles`: an instrumentation scope and its profiles.
public final class ScopeProfilesView extends MessageView {
  private static final int SCOPE = 1;
  private static final int PROFILES = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(SCOPE).repeated(PROFILES);

  private @Nullable InstrumentationScopeView scope;
  private @Nullable ProfileView profiles;
  private final BytesView schemaUrl = new BytesView();

  public ScopeProfilesView() {
    super(FIELDS);
  }

  @Override
  public ScopeProfilesView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public InstrumentationScopeView scope() {
    if (scope == null) {
      scope = new InstrumentationScopeView();
    }
    return message(SCOPE, scope);
  }

  public ProfileView profiles() {
    if (profiles == null) {
      profiles = new ProfileView();
    }
    return repeated(PROFILES, profiles);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
