/// The routes under `/api/v1`, as `openapi.yaml` beside this package's resources describes them.
@NullMarked
package dev.weir.query.api;

import org.jspecify.annotations.NullMarked;
