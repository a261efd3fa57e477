package io.flangular.web.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/**
 * The areas of the site, each with its own authentication. The first segment of the path decides, decoded as the routes
 * decode it: otherwise {@code /%61pi/computer} would be authenticated as a page, but reach the API.
 */
public enum Area {
    API,
    /** The files for logged-in users. */
    PRIVATE,
    /** The files for everyone. */
    STATIC,
    LOGIN,
    /** Any other URL that is read: a page of the application. */
    PAGE,
    /** Any other request, which is refused. */
    OTHER;

    /** Matches the requests that belong to any of these, for a filter chain of Spring Security. */
    public static ServerWebExchangeMatcher matcher(Area first, Area... others) {
        Set<Area> areas = EnumSet.of(first, others);
        return exchange -> areas.contains(of(exchange.getRequest())) ? MatchResult.match() : MatchResult.notMatch();
    }

    /** The area of a request. */
    public static Area of(ServerHttpRequest request) {
        List<PathContainer.Element> path =
                request.getPath().pathWithinApplication().elements();
        return switch (segment(path, 1)) {
            case "api" -> API;
            case "private" -> PRIVATE;
            case "static" -> STATIC;
            case "login" ->
                path.size() == 2 || path.size() == 4 && segment(path, 3).equals("password")
                        ? LOGIN
                        : pageOrOther(request);
            default -> leadsToApi(path) ? API : pageOrOther(request);
        };
    }

    private static Area pageOrOther(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        return method == HttpMethod.GET || method == HttpMethod.HEAD ? PAGE : OTHER;
    }

    /**
     * Whether the canonical path would belong to the API: {@code //api/computer}, {@code /x/../api/computer}, {@code
     * /API/computer}. Only scripts request that, and must get JSON instead of the login page.
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
