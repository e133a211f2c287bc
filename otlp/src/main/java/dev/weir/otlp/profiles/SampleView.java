package dev.weir.otlp.profiles;

import dev.weir.otlp.common.Fields;
import dev.weir.otlp.common.MessageView;
import dev.weir.otlp.common.RepeatedNumberView;

/// A view of one sample of a profile. Stack, link and attributes are indices into the dictionary.
public final class SampleView extends MessageView {
  private static final int STACK_INDEX = 1;
  private static final int ATTRIBUTE_INDICES = 2;
  private static final int LINK_INDEX = 3;
  private static final int VALUES = 4;
  private static final int TIMESTAMPS_UNIX_NANO = 5;

  private static final Fields FIELDS =
      new Fields()
          .varint(STACK_INDEX, LINK_INDEX)
          .numbers(ATTRIBUTE_INDICES, VALUES, TIMESTAMPS_UNIX_NANO);

  private final RepeatedNumberView attributeIndices = RepeatedNumberView.varint();
  private final RepeatedNumberView values = RepeatedNumberView.varint();
  private final RepeatedNumberView timestampsUnixNano = RepeatedNumberView.fixed64();

  public SampleView() {
    super(FIELDS);
  }

  @Override
  public SampleView wrap(byte[] buffer, int offset, int length) {
    super.wrap(buffer, offset, length);
    return this;
  }

  public int stackIndex() {
    return (int) varint(STACK_INDEX);
  }

  public RepeatedNumberView attributeIndices() {
    return numbers(ATTRIBUTE_INDICES, attributeIndices);
  }

  public int linkIndex() {
    return (int) varint(LINK_INDEX);
  }

  public RepeatedNumberView values() {
    return numbers(VALUES, values);
  }

  public RepeatedNumberView timestampsUnixNano() {
    return numbers(TIMESTAMPS_UNIX_NANO, timestampsUnixNano);
  }
}
