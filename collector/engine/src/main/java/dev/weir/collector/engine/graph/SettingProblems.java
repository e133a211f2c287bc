package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Problems;
import dev.weir.collector.engine.config.ConfigPlaces;
import dev.weir.collector.engine.config.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with the settings below one path.
///
/// @param into where the problems go
record SettingProblems(String path, ConfigPlaces places, List<Problem> into) implements Problems {

  @Override
  public void add(String setting, @Nullable Object value, String expected) {
    into.add(places.error(at(setting), "invalid value").value(value).expectation(expected));
  }

  @Override
  public void add(String setting, String sentence) {
    into.add(places.error(at(setting), sentence));
  }

  @Override
  public void warn(String setting, String sentence) {
    into.add(Problem.warning(places.find(at(setting)), at(setting), sentence));
  }

  private String at(String setting) {
    return setting.isEmpty() ? path : path + "::" + setting;
  }
}
