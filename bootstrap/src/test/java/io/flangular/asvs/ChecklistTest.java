package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of SECURITY.md: each line names tests, and these exist. */
class ChecklistTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of(
            "domain",
            "application",
            "adapters-web",
            "adapters-security",
            "adapters-mail",
            "adapters-persistence",
            "bootstrap");
    private static final Pattern FILE = Pattern.compile("(Test|IT)\\.java$");
    private static final Pattern LINE = Pattern.compile("\\| (\\d+) \\| ([\\d., ]+) \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern NUMBERED = Pattern.compile("\"(\\d+)\\. ASVS [^\"]*\"");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");
    private static final Pattern KNOWN_HOLE = Pattern.compile("\\| (CVE-\\d+-\\d+) \\|");

    /** Tests by class and method, as they are named in the table; by line. */
    private static Map<Integer, List<String>> lines() throws IOException {
        Map<Integer, List<String>> lines = new TreeMap<>();
        for (String text : Files.readAllLines(ROOT.resolve("SECURITY.md"))) {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                List<String> tests = new ArrayList<>();
                NAMED.matcher(line.group(3))
                        .results()
                        .forEach(named -> tests.add(named.group(1) + "." + named.group(2)));
                assertThat(lines.put(Integer.valueOf(line.group(1)), tests))
                        .as(text)
                        .isNull();
            }
        }
        return lines;
    }

    @Test
    void eachOfTheFortyLinesNamesATest() throws IOException {
        assertThat(lines().keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        lines().forEach((number, tests) ->
                assertThat(tests).as("line " + number).isNotEmpty());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = lines().values().stream()
                .flatMap(List::stream)
                .filter(test -> {
                    String[] named = test.split("\\.");
                    return !isTest(sources.getOrDefault(named[0], ""), named[1]);
                })
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTestThatNamesALineIsInItsLine() throws IOException {
        Map<Integer, List<String>> lines = lines();
        List<String> found = new ArrayList<>();
        testSources()
                .forEach((name, source) -> NUMBERED.matcher(source).results().forEach(numbered -> {
                    Matcher method = METHOD.matcher(source);
                    assertThat(method.find(numbered.end())).as(name).isTrue();
                    String test = name + "." + method.group(1);
                    found.add(test);
                    assertThat(lines.get(Integer.valueOf(numbered.group(1)))).contains(test);
                }));
        assertThat(found).hasSizeGreaterThan(20);
    }

    @Test
    void everyKnownVulnerabilityOfAngularJsHasATest() throws IOException {
        List<String> known = KNOWN_HOLE
                .matcher(Files.readString(ROOT.resolve("SECURITY.md")))
                .results()
                .map(hole -> hole.group(1))
                .toList();
        assertThat(known).hasSize(12).doesNotHaveDuplicates();
        String tests = Files.readString(ROOT.resolve("frontend/build/lint.spec.ts"));
        for (String hole : known) {
            assertThat(tests).contains("'" + hole + ": ");
        }
    }

    /** The sources of the tests of all modules by the names of their classes, each of which is there once. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(
                                path -> FILE.matcher(path.toString()).find())
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), (one, other) -> one + other);
                }
            }
        }
        return sources;
    }

    /** Whether there is a method of that name, with what makes a test of it between it and the one before. */
    private static boolean isTest(String source, String method) {
        int at = source.indexOf("void " + method + "(");
        int before = source.lastIndexOf("\n    }\n", at);
        String between = at < 0 ? "" : source.substring(Math.max(before, 0), at);
        return between.contains("@Test") || between.contains("@ParameterizedTest");
    }
}
