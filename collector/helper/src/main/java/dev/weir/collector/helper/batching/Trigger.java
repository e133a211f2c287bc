package dev.weir.collector.helper.batching;

/// Why a batch was handed on.
public enum Trigger {
  SIZE,
  TIMEOUT,
  SHUTDOWN
}
