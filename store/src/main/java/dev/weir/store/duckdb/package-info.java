/// A store on disk, on DuckDB.
///
/// ```
/// append -> block (OTLP as it came) -> commit: compressed, written, synchronised   = kept
///        -> staging tables in memory                                               = found
///                  \-> flush, when there are enough rows: into the slice's index
/// ```
///
/// Each signal has slices, folders of their own named after the time they were begun:
///
/// | file | holds |
/// |---|---|
/// | `blocks.otlp` | the items as compressed blocks of OTLP; the truth |
/// | `index.duckdb` | the columns to search, made from the blocks; rows refer to blocks |
/// | `slice.meta` | times, number of items, catalogue of attributes, filter of trace ids |
///
/// A block is written before the rows made from it are flushed, so after a crash the rows that are
/// missing are made again from the blocks. Rows carry the arrival of their batch: a question takes
/// the rows of a slice up to the last flush it knows of, and the staging tables after it, so that
/// it sees no row twice while a flush goes on.
///
/// Start reading at [SignalStore], then [Slice]; for questions at [Source].
@NullMarked
package dev.weir.store.duckdb;

import org.jspecify.annotations.NullMarked;
