package dev.weir.collector.app;

import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.schema.JsonSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir schema`.
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a JSON Schema of the whole configuration, for completion and checks in editors.",
      "With the YAML language server: # yaml-language-server: $schema=weir-schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(JsonSchema.of(ComponentFactories.load()));
    out.flush();
    return ExitCode.OK;
  }
}
