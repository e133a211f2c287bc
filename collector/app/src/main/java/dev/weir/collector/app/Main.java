package dev.weir.collector.app;

import java.io.IOException;

/// The program's entry.
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    int code = run(args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static int run(String... args) throws IOException {
    if (args.length == 1 && args[0].equals("train")) {
      return Train.run();
    }
    return PlainStart.of(args).map(PlainStart::run).orElseGet(() -> Cli.run(args));
  }
}
