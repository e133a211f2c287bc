/// OTLP/JSON: protobuf's JSON mapping with the changes that the OTLP specification makes (ids in
/// hexadecimal, enums as numbers). Start with [OtlpJsonReader] and [OtlpJsonWriter]; both are
/// driven by the table in [OtlpSchema], and neither builds a tree of objects.
@NullMarked
package dev.weir.otlp.json;

import org.jspecify.annotations.NullMarked;
