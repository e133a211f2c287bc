package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.Sample;
import io.opentelemetry.proto.profiles.v1development.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProfilesMergeTest {

  @Test
  void merged_saysWhatAllSaid() {
    Seeds.forEach(
        100,
        seed -> {
          Random random = new Random(seed);
          List<Object> said = new ArrayList<>();
          List<ByteRange> requests = new ArrayList<>();
          int items = 0;
          for (int each = 1 + random.nextInt(4); each > 0; each--) {
            ExportProfilesServiceRequest request = RandomProfiles.request(random);
            said.addAll(ResolvedProfiles.of(request));
            requests.add(ByteRange.of(request.toByteArray()));
            items += scan(requests.get(requests.size() - 1));
          }
          assertThat(requests).allMatch(ProfilesMerge::isPossible);
          ByteRange merged = ProfilesMerge.of(requests);

          assertThat(scan(merged)).isEqualTo(items);
          assertThat(ResolvedProfiles.of(parse(merged))).isEqualTo(said);
          assertThat(ProfilesMerge.isPossible(merged)).isTrue();
        });
  }

  @Test
  void whatRequestsShare_standsOnce() {
    ByteRange request = ByteRange.of(RandomProfiles.request(new Random(7)).toByteArray());
    ProfilesDictionary merged =
        parse(ProfilesMerge.of(List.of(request, request, request))).getDictionary();

    assertThat(new HashSet<>(merged.getStringTableList())).hasSize(merged.getStringTableCount());
    assertThat(new HashSet<>(merged.getStackTableList())).hasSize(merged.getStackTableCount());
    assertThat(new HashSet<>(merged.getLocationTableList()))
        .hasSize(merged.getLocationTableCount());
  }

  @Test
  void indexThatLeadsNowhere_becomesTheZeroValue() {
    ExportProfilesServiceRequest.Builder request = ExportProfilesServiceRequest.newBuilder();
    request
        .addResourceProfilesBuilder()
        .addScopeProfilesBuilder()
        .addProfilesBuilder()
        .addSamples(Sample.newBuilder().setStackIndex(99).setLinkIndex(-1));
    ByteRange dangling = ByteRange.of(request.build().toByteArray());
    ByteRange other = ByteRange.of(RandomProfiles.request(new Random(1)).toByteArray());

    Sample sample =
        parse(ProfilesMerge.of(List.of(other, dangling)))
            .getResourceProfilesList()
            .get(parse(other).getResourceProfilesCount())
            .getScopeProfiles(0)
            .getProfiles(0)
            .getSamples(0);
    assertThat(sample).isEqualTo(Sample.getDefaultInstance());
  }

  @Test
  void dictionaryInSeveralParts_isOne() {
    ExportProfilesServiceRequest whole = RandomProfiles.request(new Random(3));
    ByteString parts =
        whole.toBuilder()
            .clearDictionary()
            .build()
            .toByteString()
            .concat(dictionary(whole.getDictionary().toBuilder().clearStackTable()))
            .concat(
                dictionary(
                    ProfilesDictionary.newBuilder()
                        .addAllStackTable(whole.getDictionary().getStackTableList())));
    ByteRange inParts = ByteRange.of(parts.toByteArray());

    assertThat(ResolvedProfiles.of(parse(ProfilesMerge.of(List.of(inParts, inParts)))))
        .startsWith(ResolvedProfiles.of(whole).toArray());
  }

  @Test
  void dictionaryThatIsNotAsSpecified_isNotMerged() {
    assertThat(isPossible(ProfilesDictionary.newBuilder())).isTrue();
    assertThat(isPossible(ProfilesDictionary.newBuilder().addStringTable("main"))).isFalse();
    assertThat(
            isPossible(
                ProfilesDictionary.newBuilder()
                    .addStackTable(Stack.newBuilder().addLocationIndices(1))))
        .isFalse();
    assertThat(
            isPossible(
                ProfilesDictionary.newBuilder()
                    .setUnknownFields(
                        UnknownFieldSet.newBuilder()
                            .addField(9, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                            .build())))
        .isFalse();
  }

  private static ByteString dictionary(ProfilesDictionary.Builder part) {
    return ExportProfilesServiceRequest.newBuilder().setDictionary(part).build().toByteString();
  }

  private static boolean isPossible(ProfilesDictionary.Builder dictionary) {
    return ProfilesMerge.isPossible(ByteRange.of(dictionary(dictionary).toByteArray()));
  }

  private static int scan(ByteRange bytes) {
    return OtlpScan.scan(Signal.PROFILES, bytes.buffer(), bytes.offset(), bytes.length()).items();
  }

  private static ExportProfilesServiceRequest parse(ByteRange bytes) {
    try {
      return ExportProfilesServiceRequest.parseFrom(bytes.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
