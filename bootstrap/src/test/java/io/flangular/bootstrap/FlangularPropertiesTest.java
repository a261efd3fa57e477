package io.flangular.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.bootstrap.startup.StartupFailures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class FlangularPropertiesTest {
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(flangular\\.[a-z.-]+)` \\| (?:`([^`]+)`)? *\\|");

    @Test
    void everyDocumentedSettingIsKnown() throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
            Matcher row = DOCUMENTED.matcher(line);
            if (row.find()) {
                settings.put(row.group(1), row.group(2) == null ? example(row.group(1)) : row.group(2));
            }
        }
        assertThat(settings).hasSizeGreaterThan(15);
        runner(new MapPropertySource("file", settings))
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** A valid value of a setting that has no default. */
    private static String example(String setting) {
        return switch (setting) {
            case "flangular.mail.from" -> "inventory@example.org";
            case "flangular.session.secret", "flangular.session.previous-secrets" -> "0123456789abcdef0123456789abcdef";
            case "flangular.edge.trusted-proxies" -> "10.0.0.7";
            default -> "https://inventory.example.org";
        };
    }

    @Test
    void anUnknownSettingIsRefusedAtEveryLevel() {
        for (String name : new String[] {"flangular.dta", "flangular.session.idel", "flangular.edge.proxy"}) {
            runner(new MapPropertySource("file", Map.of(name, "1"))).run(context -> {
                assertThat(context).hasFailed();
                assertThat(new StartupFailures()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .isEqualTo(name + " is not a setting of Flangular: correct the name, or remove it.");
            });
        }
    }

    @Test
    void environmentVariablesOfOtherProgramsAreIgnored() {
        runner(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(
                                "FLANGULAR_DATA", "/srv/inventory",
                                "FLANGULAR_SESSION_INSECURECOOKIES", "true",
                                "FLANGULAR_SERVICE_HOST", "10.0.0.1")))
                .run(context -> {
                    FlangularProperties properties = context.getBean(FlangularProperties.class);
                    assertThat(properties.data()).isEqualTo(Path.of("/srv/inventory"));
                    assertThat(properties.session().insecureCookies()).isTrue();
                });
    }

    private static ApplicationContextRunner runner(MapPropertySource settings) {
        return new ApplicationContextRunner()
                .withInitializer(context -> {
                    context.getEnvironment().getPropertySources().remove(settings.getName());
                    context.getEnvironment().getPropertySources().addFirst(settings);
                })
                .withUserConfiguration(Settings.class);
    }

    @EnableConfigurationProperties(FlangularProperties.class)
    static class Settings {}
}
