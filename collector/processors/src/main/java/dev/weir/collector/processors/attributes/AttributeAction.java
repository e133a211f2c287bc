package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.RequestInfo;

/// One action. Immutable; what it needs while it works is made for each request.
interface AttributeAction {

  /// The action as it is for the batches of one request. For one thread.
  AttributeActions.Run on(RequestInfo request);
}
