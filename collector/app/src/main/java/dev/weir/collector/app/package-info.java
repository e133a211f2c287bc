/// The program: command line, embedded default configuration, start and end of a process. Start
/// with [Main], then [RunCommand].
@NullMarked
package dev.weir.collector.app;

import org.jspecify.annotations.NullMarked;
