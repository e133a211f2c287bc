package dev.weir.collector.app;

/// The program's entry.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = Cli.run(args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }
}
