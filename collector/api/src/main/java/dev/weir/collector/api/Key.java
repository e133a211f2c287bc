package dev.weir.collector.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The key of a setting where it is not the record component's name in snake case, or the text of
/// an enum's constant where it is not its name in lower case. [#former] are spellings that work as
/// well, with a warning for keys and silently for constants, where they may also be numbers.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Key {
  /// The spelling; when empty, the one that the name gives.
  String value() default "";

  /// Spellings of earlier years.
  String[] former() default {};
}
