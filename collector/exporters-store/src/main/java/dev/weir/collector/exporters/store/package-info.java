/// Writes into the embedded store, where the query service and the pages find it.
///
/// Only one process can use a folder; the exporters of one process share it. `committed` answers
/// when the data survive a power cut, which several senders at once wait for together; `received`
/// answers when they can be found, and may lose what arrived in the last second. While the disk is
/// full, senders are asked to come again.
///
/// | key | meaning | default |
/// |---|---|---|
/// | `directory` | folder of the store | `$XDG_DATA_HOME/weir`, or else `~/.local/share/weir` |
/// | `acknowledge` | `committed` or `received` | `committed` |
/// | `retention::max_size` | the oldest data go when the files are larger | `10GiB` |
/// | `retention::max_age` | older data go | `168h` |
/// | `memory` | memory that the database may take | `512MiB` |
///
/// ```yaml
/// exporters:
///   store:
///     directory: ./data
///     acknowledge: committed
///     retention:
///       max_size: 2GiB
///       max_age: 72h
/// ```
@NullMarked
package dev.weir.collector.exporters.store;

import org.jspecify.annotations.NullMarked;
