package dev.weir.collector.helper.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DemandTest {
  private static final long SECOND = 1_000_000_000;

  private final Demand demand = new Demand();
  private final Demand.Sender greedy = new Demand.Sender();
  private final Demand.Sender polite = new Demand.Sender();

  @Test
  void alone_noSenderIsModest() {
    demand.ask(greedy, 1000, 0);

    assertThat(demand.share(greedy, 0)).isEqualTo(1);
    assertThat(demand.isModest(greedy, 0)).isFalse();
  }

  @Test
  void besideAGreedyOne_aPoliteOneIsModest() {
    demand.ask(greedy, 9_000_000, 0);
    demand.ask(polite, 90_000, 0);

    assertThat(demand.share(polite, 0)).isCloseTo(0.02, within(0.001));
    assertThat(demand.isModest(polite, 0)).isTrue();
    assertThat(demand.isModest(greedy, 0)).isFalse();
  }

  @Test
  void amongEquals_nobodyIsModest() {
    for (int i = 0; i < 1000; i++) {
      Demand.Sender sender = new Demand.Sender();
      demand.ask(sender, 500, 0);
      assertThat(demand.isModest(sender, 0)).isFalse();
    }
  }

  @Test
  void whatWasAskedForInTheSecondBefore_counts_andIsForgottenThen() {
    demand.ask(greedy, 9_000_000, 0);
    demand.ask(polite, 90_000, 0);
    demand.ask(polite, 90_000, SECOND);

    assertThat(demand.isModest(polite, SECOND)).isTrue();
    assertThat(demand.isModest(polite, 2 * SECOND)).isFalse();
    assertThat(demand.share(greedy, 10 * SECOND)).isEqualTo(1);
  }

  @Test
  void idleSenders_doNotMakeABusyOneGreedier() {
    demand.ask(polite, 1, 0);
    demand.ask(greedy, 100, 5 * SECOND);

    assertThat(demand.share(greedy, 5 * SECOND)).isEqualTo(1);
  }
}
