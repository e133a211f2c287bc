package dev.weir.collector.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command line: which commands there are, and what becomes of errors in it.
final class Cli {
  private Cli() {}

  /// Runs what the arguments ask for, and returns the exit code.
  static int run(String... args) {
    return commandLine(args).execute(args);
  }

  /// The root command, with all its commands.
  static CommandLine whole() {
    return withCommands(commands());
  }

  /// Reading a command's options by reflection takes a while, so a start that names a command, or
  /// none, reads no other.
  private static CommandLine commandLine(String... args) {
    Map<String, Supplier<Object>> commands = commands();
    boolean isRun = args.length == 0 || args[0].startsWith("--config") || args[0].equals("run");
    if (isRun) {
      commands.keySet().retainAll(java.util.Set.of("run"));
    } else if (commands.containsKey(args[0])) {
      commands.keySet().retainAll(java.util.Set.of(args[0]));
    }
    return withCommands(commands);
  }

  private static CommandLine withCommands(Map<String, Supplier<Object>> commands) {
    CommandLine line = new CommandLine(new WeirCommand());
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExitCodeExceptionMapper(error -> ExitCode.FAILED);
    line.setParameterExceptionHandler(Cli::wrongUse);
    line.setExecutionExceptionHandler(Cli::failed);
    return line;
  }

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("components", ComponentsCommand::new);
    commands.put("print-config", PrintConfigCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("migrate", MigrateCommand::new);
    commands.put("ottl", OttlCommand::new);
    commands.put("completion", CompletionCommand::new);
    return commands;
  }

  private static int wrongUse(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    command.getErr().println(error.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    if (error instanceof CommandFailed failure) {
      command.getErr().println(failure.getMessage());
      return failure.exitCode();
    }
    command.getErr().println("Unexpected: " + error);
    error.printStackTrace(command.getErr());
    return ExitCode.FAILED;
  }
}
