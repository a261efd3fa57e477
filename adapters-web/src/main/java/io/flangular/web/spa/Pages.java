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

    private Pages(Template login, Template password, Template error, byte[] shell) {
        this.login = login;
        this.password = password;
        this.error = error;
        this.shell = shell;
    }

    /** The templates below {@code templates/} of a folder of the class path, such as "frontend". */
    public static Pages of(String folder) {
        Template index = compile(folder + "/templates/index.html");
        return new Pages(
                compile(folder + "/templates/login.html"),
                compile(folder + "/templates/password.html"),
                compile(folder + "/templates/error.html"),
                // No value is ever rendered into markup that AngularJS compiles: it would be executed.
                index.execute(Map.of()).getBytes(StandardCharsets.UTF_8));
    }

    /** The login page with the values that this object has by their names. */
    public String login(Object values) {
        return login.execute(values);
    }

    /** The page for choosing a password, likewise. */
    public String password(Object values) {
        return password.execute(values);
    }

    /** The page that says what the problem is. */
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

    /** The page that the application lives in. */
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
