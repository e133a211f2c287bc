package dev.weir.collector.api;

/// Name and version of a collector.
///
/// @param command the name of the program, such as `weir`
/// @param version such as `0.1.0`
public record BuildInfo(String command, String version) {}
