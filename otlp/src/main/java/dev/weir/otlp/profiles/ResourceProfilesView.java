package dev.weir.otlp.profiles;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.resource.ResourceView;
import org.jspecify.annotations.Nullable;

/// A view of one `ResourceProfiles`: a resource and its profiles.
public final class ResourceProfilesView extends MessageView {
  private static final int RESOURCE = 1;
  private static final int SCOPE_PROFILES = 2;
  private static final int SCHEMA_URL = 3;

  private static final Fields FIELDS =
      new Fields().bytes(SCHEMA_URL).message(RESOURCE).repeated(SCOPE_PROFILES);

  private @Nullable ResourceView resource;
  private @Nullable ScopeProfilesView scopeProfiles;
  private final BytesView schemaUrl = new BytesView();

  public ResourceProfilesView() {
    super(FIELDS);
  }

  @Override
  public ResourceProfilesView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public ResourceView resource() {
    if (resource == null) {
      resource = new ResourceView();
    }
    return message(RESOURCE, resource);
  }

  public ScopeProfilesView scopeProfiles() {
    if (scopeProfiles == null) {
      scopeProfiles = new ScopeProfilesView();
    }
    return repeated(SCOPE_PROFILES, scopeProfiles);
  }

  public BytesView schemaUrl() {
    return bytes(SCHEMA_URL, schemaUrl);
  }
}
