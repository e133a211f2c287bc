/// Answers questions about what a store keeps, over HTTP.
///
/// `api/openapi.yaml` among the resources says what is served under `/api/v1`.
@NullMarked
package dev.weir.query;

import org.jspecify.annotations.NullMarked;
