package dev.weir.otlp.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.Function;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Line;
import io.opentelemetry.proto.profiles.v1development.Link;
import io.opentelemetry.proto.profiles.v1development.Location;
import io.opentelemetry.proto.profiles.v1development.Mapping;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.Sample;
import io.opentelemetry.proto.profiles.v1development.Stack;
import io.opentelemetry.proto.profiles.v1development.ValueType;
import java.util.Random;

/// Requests of profiles whose indices lead somewhere, with entries that several requests share.
final class RandomProfiles {
  private static final int MAX_ENTRIES = 6;
  private static final int NAMES = 12;

  private final Random random;
  private final ProfilesDictionary.Builder dictionary = ProfilesDictionary.newBuilder();

  private RandomProfiles(Random random) {
    this.random = random;
  }

  static ExportProfilesServiceRequest request(Random random) {
    return new RandomProfiles(random).make();
  }

  private ExportProfilesServiceRequest make() {
    fillDictionary();
    ExportProfilesServiceRequest.Builder request = ExportProfilesServiceRequest.newBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      request.addResourceProfiles(resourceProfiles());
    }
    return request.setDictionary(dictionary).build();
  }

  private void fillDictionary() {
    dictionary.addStringTable("");
    for (int i = entries(); i > 0; i--) {
      dictionary.addStringTable("name-" + random.nextInt(NAMES));
    }
    // written as the Go Collector writes it: with an empty value
    dictionary.addAttributeTable(
        random.nextBoolean()
            ? KeyValueAndUnit.getDefaultInstance()
            : KeyValueAndUnit.newBuilder().setValue(AnyValue.getDefaultInstance()).build());
    dictionary.addFunctionTable(Function.getDefaultInstance());
    dictionary.addMappingTable(Mapping.getDefaultInstance());
    dictionary.addLinkTable(Link.newBuilder().setTraceId(ByteString.copyFrom(new byte[16])));
    dictionary.addLocationTable(Location.getDefaultInstance());
    dictionary.addStackTable(Stack.getDefaultInstance());
    for (int i = entries(); i > 0; i--) {
      dictionary.addAttributeTable(
          KeyValueAndUnit.newBuilder()
              .setKeyStrindex(string())
              .setValue(value(2))
              .setUnitStrindex(string()));
      dictionary.addFunctionTable(
          Function.newBuilder()
              .setNameStrindex(string())
              .setSystemNameStrindex(string())
              .setFilenameStrindex(string())
              .setStartLine(1 + random.nextInt(2)));
      Mapping.Builder mapping =
          Mapping.newBuilder().setFilenameStrindex(string()).setMemoryLimit(9);
      mapping.addAttributeIndices(attribute()).addAttributeIndices(attribute());
      dictionary.addMappingTable(mapping);
      byte[] id = new byte[16];
      id[0] = (byte) (1 + random.nextInt(NAMES));
      dictionary.addLinkTable(Link.newBuilder().setTraceId(ByteString.copyFrom(id)));
    }
    for (int i = entries(); i > 0; i--) {
      Location.Builder location = Location.newBuilder().setAddress(1 + random.nextInt(3));
      location.setMappingIndex(random.nextInt(dictionary.getMappingTableCount()));
      for (int line = random.nextInt(3); line > 0; line--) {
        int function = random.nextInt(dictionary.getFunctionTableCount());
        location.addLines(Line.newBuilder().setFunctionIndex(function).setLine(-line));
      }
      dictionary.addLocationTable(location.addAttributeIndices(attribute()));
    }
    for (int i = entries(); i > 0; i--) {
      Stack.Builder stack = Stack.newBuilder().addLocationIndices(0);
      for (int depth = random.nextInt(20); depth > 0; depth--) {
        stack.addLocationIndices(random.nextInt(dictionary.getLocationTableCount()));
      }
      dictionary.addStackTable(stack);
    }
  }

  private ResourceProfiles resourceProfiles() {
    ResourceProfiles.Builder profiles = ResourceProfiles.newBuilder().setSchemaUrl("a");
    profiles
        .getResourceBuilder()
        .addAttributes(KeyValue.newBuilder().setKeyStrindex(string()).setValue(value(3)))
        .addAttributes(KeyValue.newBuilder().setKey("plain").setValue(value(3)));
    var scope = profiles.addScopeProfilesBuilder();
    scope
        .getScopeBuilder()
        .setName("scope")
        .addAttributes(KeyValue.newBuilder().setKeyStrindex(string()).setValue(value(1)));
    for (int i = random.nextInt(4); i > 0; i--) {
      scope.addProfiles(profile());
    }
    return profiles.build();
  }

  private Profile profile() {
    Profile.Builder profile =
        Profile.newBuilder()
            .setSampleType(type())
            .setPeriodType(type())
            .setTimeUnixNano(random.nextLong())
            .addAttributeIndices(attribute())
            .addAttributeIndices(attribute())
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                    .build());
    for (int i = random.nextInt(20); i > 0; i--) {
      profile.addSamples(
          Sample.newBuilder()
              .setStackIndex(random.nextInt(dictionary.getStackTableCount()))
              .setLinkIndex(random.nextInt(dictionary.getLinkTableCount()))
              .addAttributeIndices(attribute())
              .addValues(random.nextInt())
              .addTimestampsUnixNano(random.nextLong()));
    }
    return profile.build();
  }

  private ValueType type() {
    return ValueType.newBuilder().setTypeStrindex(string()).setUnitStrindex(string()).build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 0 ? 4 : 2)) {
      case 0 -> value.setStringValueStrindex(string());
      case 1 -> value.setIntValue(random.nextInt(3));
      case 2 -> value.getArrayValueBuilder().addValues(value(depth - 1));
      default ->
          value
              .getKvlistValueBuilder()
              .addValues(KeyValue.newBuilder().setKeyStrindex(string()).setValue(value(depth - 1)));
    }
    return value.build();
  }

  private int entries() {
    return random.nextInt(MAX_ENTRIES) + (random.nextInt(10) == 0 ? 150 : 0);
  }

  private int string() {
    return random.nextInt(dictionary.getStringTableCount());
  }

  private int attribute() {
    return random.nextInt(dictionary.getAttributeTableCount());
  }
}
