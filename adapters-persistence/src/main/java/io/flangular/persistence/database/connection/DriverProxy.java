package io.flangular.persistence.database.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** Dynamic proxies of the interfaces of an R2DBC driver. */
public final class DriverProxy {
    private DriverProxy() {}

    /** Creates a proxy. */
    public static Object create(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Calls a method of the driver and throws its exceptions, which are unchecked. */
    public static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) {
        return arguments == null
                ? ReflectionUtils.invokeMethod(method, target)
                : ReflectionUtils.invokeMethod(method, target, arguments);
    }
}
