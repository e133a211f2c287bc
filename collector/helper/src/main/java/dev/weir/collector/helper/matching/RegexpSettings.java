package dev.weir.collector.helper.matching;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;

/// Settings of `match_type: regexp`, taken so that configurations of the Collector load, and
/// unused: results are remembered in a small cache of fixed size in any case.
///
/// @param cacheEnabled unused
/// @param cacheMaxNumEntries unused
public record RegexpSettings(
    @Key("cacheenabled") boolean cacheEnabled, @Key("cachemaxnumentries") long cacheMaxNumEntries)
    implements ComponentConfig {

  public static RegexpSettings defaults() {
    return new RegexpSettings(false, 0);
  }
}
