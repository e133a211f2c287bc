/// TLS for every client and server: the Collector's `tls` settings, and what is made of them.
///
/// Start with [ClientTls] and [ServerTls], the settings; [TlsContext] turns either into the
/// contexts of the JDK, Netty and gRPC; [TlsErrors] says which setting would mend a failed
/// handshake.
@NullMarked
package dev.weir.collector.helper.tls;

import org.jspecify.annotations.NullMarked;
