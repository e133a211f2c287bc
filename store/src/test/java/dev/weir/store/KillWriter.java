package dev.weir.store;

import dev.weir.otlp.Signal;
import java.nio.file.Path;

/// A process that appends log records, each batch with a number of its own, and prints the number
/// when the batch is committed. It is killed in the middle of that.
final class KillWriter {
  private KillWriter() {}

  /// Arguments: the folder, the first number.
  public static void main(String[] arguments) throws InterruptedException {
    StoreConfig config =
        DuckDbStoreTest.config(Path.of(arguments[0]))
            .withIndexRows(200)
            .withSlices(40_000, java.time.Duration.ofDays(1));
    try (TelemetryStore store = Stores.open(config, _ -> {})) {
      for (int number = Integer.parseInt(arguments[1]); ; number++) {
        Receipt receipt = store.append(Signal.LOGS, Numbered.logs(number));
        if (number % 3 == 0) {
          receipt.awaitCommitted();
          System.out.println(number);
        }
      }
    }
  }
}
