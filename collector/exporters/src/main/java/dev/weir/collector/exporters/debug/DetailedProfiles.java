package dev.weir.collector.exporters.debug;

import dev.weir.otlp.common.RepeatedNumberView;
import dev.weir.otlp.profiles.ProfileView;
import dev.weir.otlp.profiles.ProfilesView;
import dev.weir.otlp.profiles.ResourceProfilesView;
import dev.weir.otlp.profiles.SampleView;
import dev.weir.otlp.profiles.ScopeProfilesView;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The tables of a dictionary, then every profile with its samples.
final class DetailedProfiles {
  private static final int MAPPINGS = 1;
  private static final int LOCATIONS = 2;
  private static final int FUNCTIONS = 3;
  private static final int LINKS = 4;

  private DetailedProfiles() {}

  static void write(ByteRange request, Lines lines) {
    ProfilesView profiles = new ProfilesView().wrap(request);
    Dictionary dictionary = new Dictionary(profiles.dictionary());
    tables(lines, dictionary);
    ResourceProfilesView resources = profiles.resourceProfiles();
    for (int i = 0; resources.next(); i++) {
      DetailedText.resource(
          lines, "ResourceProfiles", i, resources.schemaUrl(), resources.resource());
      ScopeProfilesView scopes = resources.scopeProfiles();
      for (int j = 0; scopes.next(); j++) {
        DetailedText.scope(lines, "ScopeProfiles", j, scopes.schemaUrl(), scopes.scope());
        ProfileView profile = scopes.profiles();
        for (int k = 0; profile.next(); k++) {
          lines.line("Profile #", k);
          profile(lines, profile, dictionary);
        }
      }
    }
  }

  private static void tables(Lines lines, Dictionary dictionary) {
    List<Entry> mappings = dictionary.table(MAPPINGS);
    for (int i = 0; i < mappings.size(); i++) {
      Entry mapping = mappings.get(i);
      lines.line("Mapping #", i);
      unsigned(lines, "    Memory start: ", mapping, 1);
      unsigned(lines, "    Memory limit: ", mapping, 2);
      unsigned(lines, "    File offset: ", mapping, 3);
      lines.line("    File name: ", mapping.number(4));
      lines.line("    Attributes: ", list(mapping.numbers(5)));
    }
    List<Entry> locations = dictionary.table(LOCATIONS);
    for (int i = 0; i < locations.size(); i++) {
      location(lines, i, locations.get(i));
    }
    List<Entry> functions = dictionary.table(FUNCTIONS);
    for (int i = 0; i < functions.size(); i++) {
      Entry function = functions.get(i);
      lines.line("Function #", i);
      lines.line("    Name: ", function.number(1));
      lines.line("    System name: ", function.number(2));
      lines.line("    Filename: ", function.number(3));
      lines.line("    Start line: ", function.number(4));
    }
    attributesAndLinks(lines, dictionary);
    if (!dictionary.strings().isEmpty()) {
      lines.line("String table:");
      dictionary.strings().forEach(text -> lines.line("    ", text));
    }
  }

  private static void attributesAndLinks(Lines lines, Dictionary dictionary) {
    for (int i = 0; i < dictionary.attributes(); i++) {
      if (i == 0) {
        lines.line("Attribute table:");
      }
      lines.line("     -> ", dictionary.attribute(i, ": ", true));
    }
    List<Entry> links = dictionary.table(LINKS);
    for (int i = 0; i < links.size(); i++) {
      if (i == 0) {
        lines.line("Link table:");
      }
      String traceId = ValueText.id(links.get(i).bytes(1));
      String spanId = ValueText.id(links.get(i).bytes(2));
      lines.line("     -> Trace ID: ", traceId, ", Span ID: ", spanId);
    }
  }

  private static void location(Lines lines, int number, Entry location) {
    lines.line("Location #", number);
    lines.line("    Mapping index: ", location.number(1));
    unsigned(lines, "    Address: ", location, 2);
    List<Entry> sources = location.messages(3);
    for (int i = 0; i < sources.size(); i++) {
      lines.line("    Line #", i);
      lines.line("        Function index: ", sources.get(i).number(1));
      lines.line("        Line: ", sources.get(i).number(2));
      lines.line("        Column: ", sources.get(i).number(3));
    }
    lines.line("    Attributes: ", list(location.numbers(4)));
  }

  private static void profile(Lines lines, ProfileView profile, Dictionary dictionary) {
    lines.column("Profile ID", ValueText.id(profile.profileId()));
    lines.column("Start time", TimeText.of(profile.timeUnixNano()));
    lines.column("DurationNano", Long.toUnsignedString(profile.durationNano()));
    lines.column("Dropped attributes count", profile.droppedAttributesCount());
    SampleView sample = profile.samples();
    for (int i = 0; sample.next(); i++) {
      lines.line("    Sample #", i);
      lines.line("        Values: ", list(numbers(sample.values())));
      List<Long> attributes = numbers(sample.attributeIndices());
      if (!attributes.isEmpty()) {
        lines.line("        Attributes:");
      }
      for (long index : attributes) {
        lines.line("             -> ", dictionary.attribute((int) index, ": ", true));
      }
    }
  }

  private static void unsigned(Lines lines, String label, Entry entry, int number) {
    lines.line(label, Long.toUnsignedString(entry.number(number)));
  }

  private static List<Long> numbers(RepeatedNumberView view) {
    List<Long> numbers = new ArrayList<>();
    while (view.next()) {
      numbers.add(view.longValue());
    }
    return numbers;
  }

  private static String list(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
  }
}
