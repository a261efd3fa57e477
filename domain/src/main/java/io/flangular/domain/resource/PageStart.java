package io.flangular.domain.resource;

/** Where a page begins. All but the number find it by an index, and so take the same time in a collection of any size. */
public sealed interface PageStart {
    /** After as many rows as the pages of lower numbers hold, which all have to be passed over. */
    PageStart NUMBER = new Number();

    /** So that the page is the last one: read backwards from the last row, as long as the last numbered page is. */
    PageStart END = new End();

    /** See {@link #NUMBER}. */
    record Number() implements PageStart {}

    /** See {@link #END}. */
    record End() implements PageStart {}

    /** With the first row after a place. */
    record After(Cursor place) implements PageStart {}

    /** So that the page ends with the last row before a place. */
    record Before(Cursor place) implements PageStart {}
}
