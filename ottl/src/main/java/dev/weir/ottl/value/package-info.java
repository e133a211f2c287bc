/// What an expression yields when it runs.
///
/// | OTTL             | boxed in Java                                             |
/// |------------------|-----------------------------------------------------------|
/// | nil              | `null`                                                    |
/// | bool, int, double| [Boolean], [Long], [Double]                               |
/// | string           | [String]                                                  |
/// | bytes            | `byte[]`, never written to                                |
/// | map              | [dev.weir.ottl.value.MapValue]                            |
/// | list             | `List` of boxed values, never written to once handed on   |
/// | time             | [java.time.ZonedDateTime]                                 |
/// | duration         | [java.time.Duration]                                      |
/// | ids              | [dev.weir.ottl.value.Id]                                  |
/// | counts, bounds   | `long[]`, `double[]`: histogram buckets; not for attributes|
/// | events, links …  | [dev.weir.ottl.value.Messages]                            |
///
/// Where it matters that nothing is allocated, a value is loaded into a [dev.weir.ottl.value.Cell]
/// instead.
@NullMarked
package dev.weir.ottl.value;

import org.jspecify.annotations.NullMarked;
