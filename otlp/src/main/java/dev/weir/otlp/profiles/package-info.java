/// Views of profiles, as far as the `v1development` protocol is settled: the envelopes, profiles
/// and samples, but not the dictionary. Start with [ProfilesView].
@NullMarked
package dev.weir.otlp.profiles;

import org.jspecify.annotations.NullMarked;
