package io.flangular.domain.resource.query;

/**
 * Where a page begins. All but numbered pages use an index, so that their cost does not depend on the size of the
 * collection (keyset pagination).
 */
public sealed interface PageStart {
    /** By page number, which skips all rows of earlier pages. */
    PageStart NUMBER = new Number();

    /** The last page, read backwards, with as many rows as the last numbered page. */
    PageStart END = new End();

    /** See {@link #NUMBER}. */
    record Number() implements PageStart {}

    /** See {@link #END}. */
    record End() implements PageStart {}

    /** After a cursor. */
    record After(Cursor place) implements PageStart {}

    /** Before a cursor. */
    record Before(Cursor place) implements PageStart {}
}
