/// The memory: an embedded, durable, bounded store of traces, metrics and logs.
module dev.weir.store {
  requires transitive dev.weir.otlp;
  requires static transitive org.jspecify;
  requires java.sql;
  requires com.github.luben.zstd_jni;
  requires duckdb.jdbc;
  requires re2j;

  exports dev.weir.store;
  exports dev.weir.store.memory;
  exports dev.weir.store.query;
}
