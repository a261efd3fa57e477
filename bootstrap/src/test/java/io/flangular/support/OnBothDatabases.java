package io.flangular.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On a test class whose constructor takes a {@link RunningApplication}: all of its tests run with the shared application
 * on H2, then with the one on PostgreSQL.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SharesApplication
@ParameterizedClass(autoCloseArguments = false)
@MethodSource("io.flangular.support.RunningApplication#onBothDatabases")
public @interface OnBothDatabases {}
