package dev.weir.collector.helper.tally;

import dev.weir.collector.api.Batch;
import dev.weir.otlp.Signal;
import dev.weir.otlp.edit.Enclosing;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.edit.ItemEditor;
import dev.weir.otlp.edit.Level;
import dev.weir.otlp.edit.RequestEditor;
import dev.weir.otlp.profiles.ProfileView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.profiles.ResourceProfilesView;
import dev.weir.otlp.profiles.ScopeProfilesView;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;

/// The tallies of one batch: its items are looked at once for each level that a metric is made of.
final class TallyRun implements ItemEditor {
  private final List<TallySpec> specs;
  private final List<ResourceTally> resources = new ArrayList<>();
  private int resource;
  private Level level = Level.SPAN;

  TallyRun(List<TallySpec> specs) {
    this.specs = specs;
  }

  /// Takes the tallies of all resources, in their order.
  List<ResourceTally> take(Batch batch) {
    if (batch.signal() == Signal.PROFILES) {
      countProfiles(batch.range());
      return resources;
    }
    List<Level> levels = new ArrayList<>();
    for (TallySpec spec : specs) {
      Level each = spec.kind().level();
      if (each != null && !levels.contains(each)) {
        levels.add(each);
      }
    }
    for (Level each : levels) {
      level = each;
      resource = -1;
      RequestEditor.edit(batch.signal(), batch.range(), each, this);
    }
    return resources;
  }

  @Override
  public boolean entersResource(Enclosing enclosing) {
    resource++;
    if (resource == resources.size()) {
      resources.add(new ResourceTally(enclosing.resource(), specs));
    }
    return true;
  }

  @Override
  public void edit(ItemEdit item) {
    for (Tally tally : resources.get(resource).tallies()) {
      if (tally.spec().kind().level() == level) {
        tally.add(item);
      }
    }
  }

  private void countProfiles(ByteRange request) {
    ResourceProfilesView each =
        new ProfilesView()
            .wrap(request.buffer(), request.offset(), request.length())
            .resourceProfiles();
    while (each.next()) {
      long profiles = 0;
      ScopeProfilesView scope = each.scopeProfiles();
      while (scope.next()) {
        ProfileView profile = scope.profiles();
        while (profile.next()) {
          profiles++;
        }
      }
      ResourceTally tallies = new ResourceTally(each.resource(), specs);
      resources.add(tallies);
      for (Tally tally : tallies.tallies()) {
        if (profiles > 0) {
          tally.add(profiles, 0);
        }
      }
    }
  }
}
