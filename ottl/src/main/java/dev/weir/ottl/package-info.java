/// The OpenTelemetry Transformation Language (OTTL), which says what to do with telemetry:
///
/// ```
/// set(span.attributes["tier"], "gold") where resource.attributes["tenant"] == "acme"
/// ```
///
/// | package    | holds                                                                  |
/// |------------|------------------------------------------------------------------------|
/// | `syntax`   | the text: tokens, grammar, syntax tree, printer                        |
/// | `value`    | what an expression yields when it runs                                 |
/// | `context`  | what statements run on: contexts, their paths, the items being changed |
/// | `function` | how a function is declared and given its arguments                     |
/// | `functions`| the standard functions, one class each                                 |
@NullMarked
package dev.weir.ottl;

import org.jspecify.annotations.NullMarked;
