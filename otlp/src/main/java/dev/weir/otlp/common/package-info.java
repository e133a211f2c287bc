/// Views of what all signals share. Start with [AttributesView], the list of attributes of
/// anything, and [AnyValueView], the value of one; [MessageView] says what holds for every view.
@NullMarked
package dev.weir.otlp.common;

import org.jspecify.annotations.NullMarked;
