/// The check at the door: every byte of a request is looked at once, so that whatever reads it
/// afterwards can trust it. Start with [OtlpScan]; [Utf8Repair] mends the one kind of damage that
/// does not cost the sender the request.
@NullMarked
package dev.weir.otlp.scan;

import org.jspecify.annotations.NullMarked;
