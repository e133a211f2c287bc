package dev.weir.otlp.scan;

/// What a scan counted: `items` spans, data points, log records or samples, and `invalidStrings`
/// strings that are not UTF-8 and want [Utf8Repair].
public record ScanResult(int items, int invalidStrings) {}
