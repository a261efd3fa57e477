package io.flangular.web.spa;

import java.util.ArrayDeque;
import java.util.Deque;

/** Explains what is wrong with an unknown path of the API. */
final class UnknownApiPath {
    private static final int MAX_LENGTH = 200;

    private UnknownApiPath() {}

    /** The error message for a path; suggests the canonical path if it differs. */
    static String complaint(String path) {
        String usual = usual(path);
        String complaint = "There is nothing at " + shortened(path) + ".";
        return usual.equals(path)
                ? complaint + " /api/openapi.json describes what there is."
                : complaint
                        + " Paths are in lower case, without empty segments, dot segments and a slash at the end. Did"
                        + " you mean "
                        + shortened(usual) + "?";
    }

    private static String usual(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        if (segments.peekFirst() instanceof String first && first.equalsIgnoreCase("api")) {
            segments.removeFirst();
            segments.addFirst("api");
        }
        return "/" + String.join("/", segments);
    }

    private static String shortened(String path) {
        return path.length() <= MAX_LENGTH ? path : path.substring(0, MAX_LENGTH) + "…";
    }
}
