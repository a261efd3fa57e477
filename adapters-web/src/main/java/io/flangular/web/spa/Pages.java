package io.flangular.web.spa;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ServerErrorReporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** The pages that the server renders, from Mustache templates that escape every value as HTML. */
public final class Pages {
    private final Template login;
    private final Template password;
    private final Template error;
    private final byte[] shell;

    private Pages(String folder) {
        login = compile(folder + "/templates/login.html");
        password = compile(folder + "/templates/password.html");
        error = compile(folder + "/templates/error.html");
        // Values are never rendered into markup that AngularJS compiles, since it would execute them.
        shell = compile(folder + "/templates/index.html").execute(Map.of()).getBytes(StandardCharsets.UTF_8);
    }

    /** Compiles the templates below {@code templates/} of a folder of the class path, such as "frontend". */
    public static Pages of(String folder) {
        return new Pages(folder);
    }

    /** Renders the login page; the values are looked up by name. */
    public String login(Object values) {
        return login.execute(values);
    }

    public String password(Object values) {
        return password.execute(values);
    }

    public String error(Problem problem) {
        String title = Problem.title(problem.status());
        return error.execute(Map.of(
                "status",
                problem.status().value(),
                "title",
                title,
                "message",
                problem.message().equals(title) ? "" : problem.message(),
                ServerErrorReporter.REFERENCE,
                problem.members().getOrDefault(ServerErrorReporter.REFERENCE, "")));
    }

    byte[] shell() {
        return shell;
    }

    private static Template compile(String path) {
        try {
            String text = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
            return Mustache.compiler()
                    .escapeHTML(true)
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(text);
        } catch (IOException missing) {
            throw new IllegalStateException("The frontend is not on the class path: " + path + " is missing.", missing);
        }
    }
}
