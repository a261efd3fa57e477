package io.flangular.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.EnumNames;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.computer.Computer;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiDocumentTest {
    private final Map<String, Object> document =
            OpenApiDocument.of(List.of(Resource.of("computer", Computer.class)), false);

    @ParameterizedTest
    @ValueSource(
            classes = {
                Role.class,
                UserStatus.class,
                LinkPurpose.class,
                ApiTokenScope.class,
                Permission.class,
                AuditEvent.Kind.class
            })
    <E extends Enum<E>> void listsOfValuesAreThoseOfTheDomain(Class<E> type) {
        assertThat(enums(document)).contains(EnumNames.all(type));
    }

    @Test
    void noPlaceholderIsLeft() {
        assertThat(document.toString()).contains("/api/computer/{id}/history").doesNotContain("${");
    }

    private static List<Object> enums(Object node) {
        List<Object> found = new ArrayList<>();
        if (node instanceof Map<?, ?> object) {
            if (object.get("enum") instanceof List<?> values) {
                found.add(values);
            }
            object.values().forEach(value -> found.addAll(enums(value)));
        } else if (node instanceof Collection<?> list) {
            list.forEach(value -> found.addAll(enums(value)));
        }
        return found;
    }
}
