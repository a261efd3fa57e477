package io.flangular.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A resource in YAML with placeholders, such as <code>${name}</code>. */
final class YamlTemplate {
    private final Map<String, Object> values;

    private YamlTemplate(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * The content of a resource of this package. A string that is a placeholder becomes its value, of whatever type;
     * within a longer string or the name of a member, a placeholder is replaced by text. A member whose name is the
     * placeholder of an object is replaced by the members of that object.
     */
    static Map<String, Object> filled(String resource, Map<String, Object> values) {
        try (InputStream file = YamlTemplate.class.getResourceAsStream("/openapi/" + resource)) {
            Map<String, Object> content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, resource));
            return new YamlTemplate(values).object(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, Object> object(Map<?, ?> template) {
        Map<String, Object> filled = new LinkedHashMap<>();
        template.forEach((name, value) -> {
            if (isPlaceholder((String) name) && valueOf((String) name) instanceof Map<?, ?> members) {
                members.forEach((member, merged) -> filled.put((String) member, merged));
            } else {
                filled.put(text((String) name), value(value));
            }
        });
        return filled;
    }

    private Object value(Object template) {
        return switch (template) {
            case Map<?, ?> object -> object(object);
            case List<?> list -> list.stream().map(this::value).toList();
            case String text when isPlaceholder(text) -> valueOf(text);
            case String text -> text(text);
            default -> template;
        };
    }

    private boolean isPlaceholder(String text) {
        return text.startsWith("${") && text.endsWith("}") && values.containsKey(text.substring(2, text.length() - 1));
    }

    private Object valueOf(String placeholder) {
        return Objects.requireNonNull(values.get(placeholder.substring(2, placeholder.length() - 1)));
    }

    private String text(String template) {
        String filled = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getValue() instanceof String replacement) {
                filled = filled.replace("${" + value.getKey() + "}", replacement);
            }
        }
        return filled;
    }
}
