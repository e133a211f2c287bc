package dev.weir.collector.exporters.debug;

import dev.weir.otlp.profiles.ProfileView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.profiles.ResourceProfilesView;
import dev.weir.otlp.profiles.ScopeProfilesView;
import dev.weir.otlp.wire.ByteRange;

/// A line for each profile: id, number of samples, attributes.
final class NormalProfiles {
  private NormalProfiles() {}

  static void write(ByteRange request, Lines lines) {
    ProfilesView profiles = new ProfilesView().wrap(request);
    Dictionary dictionary = new Dictionary(profiles.dictionary());
    ResourceProfilesView resources = profiles.resourceProfiles();
    for (int i = 0; resources.next(); i++) {
      NormalText.resource(
          lines, "ResourceProfiles", i, resources.schemaUrl(), resources.resource());
      ScopeProfilesView scopes = resources.scopeProfiles();
      for (int j = 0; scopes.next(); j++) {
        NormalText.scope(lines, "ScopeProfiles", j, scopes.schemaUrl(), scopes.scope());
        ProfileView profile = scopes.profiles();
        while (profile.next()) {
          lines
              .add(ValueText.id(profile.profileId()))
              .add(" samples=")
              .add(Summary.size(profile.samples()));
          var attributes = profile.attributeIndices();
          while (attributes.next()) {
            lines.add(" ").add(dictionary.attribute((int) attributes.longValue(), "=", false));
          }
          lines.line();
        }
      }
    }
  }
}
