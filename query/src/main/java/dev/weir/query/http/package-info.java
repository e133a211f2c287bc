/// What all routes of the query service share: parameters, answers, errors, events, limits, and who
/// is let in.
@NullMarked
package dev.weir.query.http;

import org.jspecify.annotations.NullMarked;
