/// Copy-on-write editing of requests: an editor is shown every item of one level and changes what
/// it wants; only those items are written anew. Start with [RequestEditor].
///
/// ```java
/// ByteRange edited =
///     RequestEditor.edit(
///         Signal.TRACES, request, Level.SPAN, span -> span.attributes().upsert(KEY, VALUE));
/// ```
@NullMarked
package dev.weir.otlp.edit;

import org.jspecify.annotations.NullMarked;
