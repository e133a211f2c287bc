package dev.weir.collector.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The ids in this setting name extensions that the component will ask [ComponentContext#extension]
/// for. A configuration that names one which is not configured, or does not run, is not valid. The
/// setting is a [ComponentId], or a list or map of them; in a section that says `enabled: false` it
/// counts for nothing.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NamesExtension {}
