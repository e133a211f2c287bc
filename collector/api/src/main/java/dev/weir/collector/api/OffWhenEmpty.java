package dev.weir.collector.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A `@Nullable` sub-section that stays off when its key stands alone: it is nothing without
/// settings, such as `tls:` of a server or `auth:`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OffWhenEmpty {}
