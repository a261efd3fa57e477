package io.flangular.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SBOMs are complete and reproducible, and have an analysis of every known advisory. */
class SbomIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode APPLICATION = read("application.cdx.json");
    private static final JsonNode FRONTEND = read("frontend.cdx.json");

    /** Beginnings of the paths of jars that only tests need. */
    private static final List<String> FOR_TESTS = List.of(
            "org/junit/",
            "org/opentest4j/",
            "org/apiguardian/",
            "org/assertj/",
            "org/mockito/",
            "org/objenesis/",
            "org/hamcrest/",
            "org/awaitility/",
            "org/skyscreamer/",
            "org/xmlunit/",
            "com/jayway/",
            "net/minidev/",
            "net/bytebuddy/",
            "com/vaadin/external/",
            "com/tngtech/archunit/",
            "com/microsoft/playwright/",
            "com/google/code/gson/",
            "com/google/errorprone/",
            "org/ow2/asm/",
            "com/networknt/",
            "com/ethlo/time/",
            "org/snakeyaml/snakeyaml-engine/",
            "tools/jackson/dataformat/",
            "io/zonky/test/",
            "org/apache/commons/",
            "commons-codec/",
            "commons-io/",
            "org/tukaani/",
            "jakarta/activation/",
            "jakarta/xml/bind/");

    /** What is known against AngularJS. */
    private static final List<String> ADVISORIES = List.of(
            "CVE-2022-25844",
            "CVE-2022-25869",
            "CVE-2023-26116",
            "CVE-2023-26117",
            "CVE-2023-26118",
            "CVE-2024-8372",
            "CVE-2024-8373",
            "CVE-2024-21490",
            "CVE-2025-0716",
            "CVE-2025-2336",
            "CVE-2025-4690",
            "CVE-2026-11998");

    private static JsonNode read(String name) {
        try (InputStream sbom = SbomIT.class.getResourceAsStream("/META-INF/sbom/" + name)) {
            return JSON.readTree(sbom.readAllBytes());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void everyJarIsNamedWithItsVersion() {
        Set<String> named = new HashSet<>();
        for (JsonNode component : APPLICATION.get("components")) {
            named.add(path(component));
        }
        Set<String> unnamed = new TreeSet<>();
        Set<String> present = new HashSet<>();
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String found = jar.replace(File.separatorChar, '/');
            // The modules of this build are folders or jars, depending on how far it has got.
            if (!found.endsWith(".jar") || found.contains("/target/flangular-")) {
                continue;
            }
            named.stream().filter(found::endsWith).findFirst().ifPresentOrElse(present::add, () -> unnamed.add(found));
        }
        assertThat(unnamed.stream()
                        .filter(jar -> FOR_TESTS.stream().noneMatch(jar::contains) && !jar.contains("-test")))
                .as("jars that are not named")
                .isEmpty();
        assertThat(named.stream().filter(path -> !path.startsWith("/io/flangular/") && !present.contains(path)))
                .as("what is named and not there")
                .isEmpty();
        assertThat(present).hasSizeGreaterThan(80);
    }

    /** Where in a repository the jar of the component stands. */
    private static String path(JsonNode component) {
        String name = component.get("name").stringValue();
        String version = component.get("version").stringValue();
        return "/" + component.get("group").stringValue().replace('.', '/') + "/" + name + "/" + version + "/" + name
                + "-" + version + ".jar";
    }

    @Test
    void everyPackageOfTheFrontendIsNamedWithItsVersion() throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonNode component : FRONTEND.get("components")) {
            String group = component.path("group").asString("");
            named.add(
                    (group.isEmpty() ? "" : group + "/") + component.get("name").stringValue() + "@"
                            + component.get("version").stringValue());
        }
        Set<String> locked = new TreeSet<>();
        JsonNode lock = JSON.readTree(Files.readString(Path.of("../frontend/package-lock.json")));
        for (Map.Entry<String, JsonNode> each : lock.get("packages").properties()) {
            String folder = each.getKey();
            if (!folder.isEmpty()) {
                String name = folder.substring(folder.lastIndexOf("node_modules/") + "node_modules/".length());
                locked.add(name + "@" + each.getValue().get("version").stringValue());
            }
        }
        assertThat(named).isEqualTo(locked).contains("angular@1.8.3");
    }

    @Test
    void everyKnownAdvisoryHasAnAnalysis() {
        Set<String> components = new HashSet<>();
        FRONTEND.get("components")
                .forEach(component -> components.add(component.get("bom-ref").stringValue()));
        List<String> judged = new ArrayList<>();
        for (JsonNode vulnerability : FRONTEND.get("vulnerabilities")) {
            judged.add(vulnerability.get("id").stringValue());
            JsonNode analysis = vulnerability.get("analysis");
            assertThat(analysis.get("state").stringValue()).isEqualTo("not_affected");
            assertThat(analysis.get("justification").stringValue())
                    .isIn("code_not_present", "code_not_reachable", "requires_configuration", "requires_environment");
            assertThat(analysis.get("detail").stringValue()).hasSizeGreaterThan(20);
            assertThat(vulnerability.get("affects"))
                    .isNotEmpty()
                    .allSatisfy(affected ->
                            assertThat(components).contains(affected.get("ref").stringValue()));
        }
        assertThat(judged).containsExactlyInAnyOrderElementsOf(ADVISORIES);
    }

    @Test
    void theSbomsAreReproducible() {
        for (JsonNode sbom : List.of(APPLICATION, FRONTEND)) {
            assertThat(sbom.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
            assertThat(sbom.has("serialNumber")).isFalse();
            assertThat(sbom.get("metadata").has("timestamp")).isFalse();
        }
    }
}
