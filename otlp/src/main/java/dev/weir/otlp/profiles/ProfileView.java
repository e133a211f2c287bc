package dev.weir.otlp.profiles;

import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedNumberView;
import org.jspecify.annotations.Nullable;

/// A view of one `Profile`. Its attributes are indices into the dictionary.
public final class ProfileView extends MessageView {
  private static final int SAMPLES = 2;
  private static final int TIME_UNIX_NANO = 3;
  private static final int DURATION_NANO = 4;
  private static final int PERIOD = 6;
  private static final int PROFILE_ID = 7;
  private static final int DROPPED_ATTRIBUTES_COUNT = 8;
  private static final int ORIGINAL_PAYLOAD_FORMAT = 9;
  private static final int ORIGINAL_PAYLOAD = 10;
  private static final int ATTRIBUTE_INDICES = 11;

  private static final Fields FIELDS =
      new Fields()
          .bytes(PROFILE_ID, ORIGINAL_PAYLOAD_FORMAT, ORIGINAL_PAYLOAD)
          .varint(DURATION_NANO, PERIOD, DROPPED_ATTRIBUTES_COUNT)
          .fixed64(TIME_UNIX_NANO)
          .repeated(SAMPLES)
          .numbers(ATTRIBUTE_INDICES);

  private @Nullable SampleView samples;
  private final BytesView profileId = new BytesView();
  private final BytesView originalPayloadFormat = new BytesView();
  private final BytesView originalPayload = new BytesView();
  private final RepeatedNumberView attributeIndices = RepeatedNumberView.varint();

  public ProfileView() {
    super(FIELDS);
  }

  @Override
  public ProfileView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public SampleView samples() {
    if (samples == null) {
      samples = new SampleView();
    }
    return repeated(SAMPLES, samples);
  }

  public long timeUnixNano() {
    return fixed64(TIME_UNIX_NANO);
  }

  public long durationNano() {
    return varint(DURATION_NANO);
  }

  public long period() {
    return varint(PERIOD);
  }

  public BytesView profileId() {
    return bytes(PROFILE_ID, profileId);
  }

  public long droppedAttributesCount() {
    return uint32(DROPPED_ATTRIBUTES_COUNT);
  }

  public BytesView originalPayloadFormat() {
    return bytes(ORIGINAL_PAYLOAD_FORMAT, originalPayloadFormat);
  }

  public BytesView originalPayload() {
    return bytes(ORIGINAL_PAYLOAD, originalPayload);
  }

  public RepeatedNumberView attributeIndices() {
    return numbers(ATTRIBUTE_INDICES, attributeIndices);
  }
}
