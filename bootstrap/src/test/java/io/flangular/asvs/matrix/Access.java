package io.flangular.asvs.matrix;

import io.flangular.support.http.Wire.Answer;
import java.util.Arrays;
import java.util.List;

/**
 * The kinds of clients, and the access that each of them has: {@code in} stands for the response of the route itself,
 * everything else is a refusal.
 */
public enum Access {
    /** Whoever brings nothing that counts. */
    NOBODY,
    /** With a session's cookie and nothing more that counts. */
    COOKIE,
    /** With the whole of a session. */
    VIEWER,
    /** With the whole of a session. */
    EDITOR,
    /** With the whole of a session. */
    ADMINISTRATOR,
    /** With an API token. */
    TOKEN_READ,
    /** With an API token. */
    TOKEN_WRITE,
    /** With an API token and a session. */
    BOTH_KINDS,
    /** With more than one header Authorization, or an API token and a part of a session that opens nothing. */
    UNCLEAR;

    private static final String TABLE = """
                      OPEN PAGE PRIVATE NOWHERE READ WRITE PERSON ADMIN
        NOBODY        in   302  401     in      401  401   401    401
        COOKIE        in   in   in      in      401  401   401    401
        VIEWER        in   in   in      in      in   403   in     403
        EDITOR        in   in   in      in      in   in    in     403
        ADMINISTRATOR in   in   in      in      in   in    in     in
        TOKEN_READ    in   302  401     in      in   403   403    403
        TOKEN_WRITE   in   302  401     in      in   in    403    403
        BOTH_KINDS    in   in   in      in      400  400   400    400
        UNCLEAR       in   302  401     in      400  400   400    400
        """;
    private static final List<List<String>> ROWS =
            TABLE.lines().map(line -> Arrays.asList(line.strip().split(" +"))).toList();

    /** Kinds of routes. */
    enum Kind {
        /** For everybody. */
        OPEN,
        /** Pages of the application. */
        PAGE,
        /** Private files. */
        PRIVATE,
        /** Where nothing is served. */
        NOWHERE,
        /** What can be seen through the API. */
        READ,
        /** What can be changed through the API. */
        WRITE,
        /** What is for a person who is logged in, and for no script. */
        PERSON,
        /** What is for administrators in person. */
        ADMIN
    }

    /** What this gets at a route of that kind. */
    String at(Kind kind) {
        int column = ROWS.getFirst().indexOf(kind.name()) + 1;
        return ROWS.stream()
                .filter(row -> row.getFirst().equals(name()))
                .findFirst()
                .orElseThrow()
                .get(column);
    }

    /** Which of these an answer is: {@code in}, when it is the route's own, or the status of a refusal. */
    static String kindOf(Answer answer, int in) {
        // What a route itself says to a request that it cannot use is told from a refusal by the words.
        boolean unclear = answer.status() == 400
                && (answer.text().contains("not with both") || answer.text().contains("must be given once"));
        return answer.status() == in && !unclear ? "in" : String.valueOf(answer.status());
    }
}
