package dev.weir.collector.app;

import static java.util.stream.Collectors.joining;

import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.migrate.Migration;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `weir migrate`.
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description =
        "Prints a configuration in today's form: renamed and removed keys and components of earlier"
            + " years are replaced, comments and order stay. What was changed is said on standard"
            + " error.")
final class MigrateCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "What to migrate.")
  Path file = Path.of("");

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Migration.Migrated migrated = migrate();
    PrintWriter err = spec.commandLine().getErr();
    for (Problem change : migrated.changes()) {
      err.println(change);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(migrated.text());
    out.flush();
    return ExitCode.OK;
  }

  private Migration.Migrated migrate() {
    try {
      return Migration.migrate(
          new Source(file.toString(), Files.readString(file)), ComponentFactories.load());
    } catch (NoSuchFileException e) {
      throw new CommandFailed(ExitCode.CONFIGURATION, "error: " + file + ": there is no such file");
    } catch (MalformedInputException e) {
      throw new CommandFailed(ExitCode.CONFIGURATION, "error: " + file + ": is not UTF-8");
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.CONFIGURATION, "error: " + file + ": cannot be read: " + e);
    } catch (YamlException e) {
      throw new CommandFailed(ExitCode.CONFIGURATION, faults(e));
    }
  }

  private static String faults(YamlException e) {
    ProblemLog problems = new ProblemLog();
    problems.add(e);
    return problems.errors().stream().map(Problem::toString).collect(joining("\n"));
  }
}
