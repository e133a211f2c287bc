/// What can be asked of a store, and what it answers: expressions, requests and results.
///
/// An [Expr] is computed for one item: a span, a log record or a metric point. Nothing here knows
/// of a query language or of SQL; a language compiles to it, and every implementation evaluates it
/// to the same answers.
@NullMarked
package dev.weir.store.query;

import org.jspecify.annotations.NullMarked;
