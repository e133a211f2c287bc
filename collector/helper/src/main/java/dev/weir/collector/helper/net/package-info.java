/// Event loops and addresses that all servers and clients of the process share.
///
/// Start with [EventLoops]; [ListenAddress] reads an `endpoint`, and [BindFailure] says what to do
/// when it cannot be listened on. [ProxyEnvironment] reads the proxies that the environment names.
@NullMarked
package dev.weir.collector.helper.net;

import org.jspecify.annotations.NullMarked;
