package io.flangular.web.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The parts of the site, each with its own way of being protected. A request belongs to exactly one. The first segment
 * of the path decides, decoded as the routes decode it: were it compared as it came, {@code /%61pi/computer} would pass
 * for a page and yet reach the API.
 */
public enum Area {
    /** The REST API. */
    API,
    /** The files for logged-in users. */
    PRIVATE,
    /** The files for everyone. */
    STATIC,
    /** The login site. */
    LOGIN,
    /** Any other address that is read: a page of the application. */
    PAGE,
    /** Any other request: nothing that is served. */
    OTHER;

    /** Where the request belongs. */
    public static Area of(ServerHttpRequest request) {
        List<PathContainer.Element> path =
                request.getPath().pathWithinApplication().elements();
        switch (segment(path, 1)) {
            case "api":
                return API;
            case "private":
                return PRIVATE;
            case "static":
                return STATIC;
            case "login":
                boolean password = path.size() == 4 && segment(path, 3).equals("password");
                if (path.size() == 2 || password) {
                    return LOGIN;
                }
                break;
            default:
                if (leadsToApi(path)) {
                    return API;
                }
                break;
        }
        HttpMethod method = request.getMethod();
        return method == HttpMethod.GET || method == HttpMethod.HEAD ? PAGE : OTHER;
    }

    /**
     * Whether the path would lead to the API if it were written as usual: {@code //api/computer}, {@code
     * /x/../api/computer}, {@code /API/computer}. A program sends that, and must get JSON, not the login page.
     */
    private static boolean leadsToApi(List<PathContainer.Element> path) {
        Deque<String> segments = new ArrayDeque<>();
        for (PathContainer.Element element : path) {
            if (element instanceof PathSegment segment) {
                String value = segment.valueToMatch();
                if (value.equals("..")) {
                    segments.pollLast();
                } else if (!value.equals(".")) {
                    segments.addLast(value);
                }
            }
        }
        String first = segments.isEmpty() ? "" : segments.getFirst().split("/", 2)[0];
        return first.equalsIgnoreCase("api");
    }

    private static String segment(List<PathContainer.Element> path, int index) {
        return path.size() > index && path.get(index) instanceof PathSegment segment ? segment.valueToMatch() : "";
    }
}
