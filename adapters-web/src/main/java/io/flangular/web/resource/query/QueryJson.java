package io.flangular.web.resource.query;

import static io.flangular.domain.resource.query.QueryBuilder.mistake;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.query.Aggregate;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.query.QueryBuilder;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The search parameter {@code q} of the collection protocol: reads the JSON and names the place of every mistake. */
public final class QueryJson {
    /** What a q may have. */
    public static final Set<String> MEMBERS =
            Set.of("filters", "order_by", "group_by", "limit", "offset", "single", "functions");

    /** What that of a list may have. */
    public static final Set<String> OF_LISTS = Set.of("filters", "order_by", "group_by", "limit", "offset", "single");

    /** What that of a table may have. */
    public static final Set<String> OF_TABLES = Set.of("filters", "order_by", "group_by", "limit", "offset");

    /** What that of a change of many rows may have. */
    public static final Set<String> OF_CHANGES = Set.of("filters", "order_by", "limit", "offset");

    /** What that of a deletion of many rows may have. */
    public static final Set<String> OF_DELETIONS = Set.of("filters", "order_by", "single");

    /** What is told apart later: as false, null or 0 it says nothing. */
    private static final Set<String> OF_EITHER = Set.of("filters", "order_by", "limit", "offset", "single");

    private static final Set<String> OF_FUNCTIONS = Set.of("functions");
    private static final Set<String> OF_FUNCTION = Set.of("name", "field");
    private static final Set<String> JOINING = Set.of("and", "or");
    private static final Set<String> COMPARING = Set.of("name", "op", "val", "field");
    private static final int DEPTH = 8;
    private static final int TERMS = 50;
    private static final int FIELDS = 50;

    private final QueryBuilder builder;

    private QueryJson(Schema<?> schema) {
        this.builder = new QueryBuilder(schema, TERMS);
    }

    /**
     * The query that {@code q} says; without one, or null, all rows. Members that are not among the given ones are
     * refused, also in its filters: ignored, they would make the search find other rows than were meant.
     */
    public static Query query(Schema<?> schema, @Nullable JsonNode q, Set<String> members) {
        return query(schema, q, members, members, false);
    }

    /** The same for a change or deletion of many rows, which an empty "and" or "or" must not extend to every row. */
    public static Query ofChange(Schema<?> schema, @Nullable JsonNode q, Set<String> members) {
        return query(schema, q, OF_EITHER, members, true);
    }

    private static Query query(
            Schema<?> schema, @Nullable JsonNode q, Set<String> known, Set<String> named, boolean forChange) {
        if (q == null) {
            return Query.ALL;
        }
        if (q.isObject()) {
            requireKnownMembers("q", q, known, named);
            requireKnownMembersOfTerms(q.get("filters"), "filters", 0, forChange);
            JsonNode limit = q.get("limit");
            // As in Flask-Restless, 0 and null mean no limit in a search: a change by a script that computed them would
            // reach all.
            if (forChange
                    && limit != null
                    && (limit.isNull()
                            || limit.isNumber() && limit.decimalValue().signum() == 0)) {
                throw mistake("limit", "must be at least 1 in a change; to change all rows, leave it out");
            }
        }
        return new QueryJson(schema).read(q);
    }

    private static void requireKnownMembersOfTerms(
            @Nullable JsonNode list, String place, int depth, boolean forChange) {
        if (list == null || depth > DEPTH) {
            return;
        }
        // As in Flask-Restless, none of them means no restriction: a change would reach every row.
        if (forChange && depth > 0 && list.isArray() && list.isEmpty()) {
            throw mistake(place, "must not be empty");
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode term = list.get(i);
            if (term != null && term.isObject()) {
                String here = place + "[" + i + "]";
                boolean joins = term.has("or") || term.has("and");
                requireKnownMembers(here, term, joins ? JOINING : COMPARING);
                requireKnownMembersOfTerms(term.get("or"), here + ".or", depth + 1, forChange);
                requireKnownMembersOfTerms(term.get("and"), here + ".and", depth + 1, forChange);
            }
        }
    }

    private static void requireKnownMembers(String place, JsonNode object, Set<String> known) {
        requireKnownMembers(place, object, known, known);
    }

    private static void requireKnownMembers(String place, JsonNode object, Set<String> known, Set<String> named) {
        for (String member : object.propertyNames()) {
            if (!known.contains(member)) {
                throw mistake(
                        place,
                        "\"" + shortened(member) + "\" is not known here; there are "
                                + named.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        if (known == JOINING && object.size() > 1) {
            throw mistake(place, "has both \"and\" and \"or\"; put one into the other");
        }
    }

    /** Whether the query requests a single row instead of a list. */
    public static boolean single(@Nullable JsonNode q) {
        JsonNode single = q == null || !q.isObject() ? null : q.get("single");
        if (single == null || single.isNull()) {
            return false;
        }
        // Flask-Restless took "false" for true.
        if (!single.isBoolean()) {
            throw mistake("single", "must be true or false");
        }
        return single.booleanValue();
    }

    private Query read(JsonNode q) {
        if (!q.isObject()) {
            throw mistake("q", "must be an object");
        }
        List<Filter> filters = new ArrayList<>();
        JsonNode given = q.get("filters");
        if (given != null) {
            filters.addAll(terms("filters", given, 0));
        }
        return new Query(
                filters.size() == 1 ? filters.getFirst() : new Filter.And(filters),
                orders(q.get("order_by")),
                groups(q.get("group_by")),
                number("limit", q.get("limit")),
                number("offset", q.get("offset")));
    }

    private List<Filter> terms(String place, JsonNode list, int depth) {
        if (!list.isArray()) {
            throw mistake(place, "must be a list");
        }
        if (depth > DEPTH) {
            throw mistake(place, "\"and\" and \"or\" may be nested at most " + DEPTH + " deep");
        }
        List<Filter> terms = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            terms.add(term(place + "[" + i + "]", list.get(i), depth));
        }
        return terms;
    }

    private Filter term(String place, JsonNode term, int depth) {
        if (!term.isObject()) {
            throw mistake(place, "must be an object such as {\"name\": ..., \"op\": ..., \"val\": ...}");
        }
        JsonNode or = term.get("or");
        if (or != null) {
            return new Filter.Or(terms(place + ".or", or, depth + 1));
        }
        JsonNode and = term.get("and");
        if (and != null) {
            return new Filter.And(terms(place + ".and", and, depth + 1));
        }
        String name = text(place, term, "name");
        String op = text(place, term, "op");
        Operator operator =
                Operator.named(op).orElseThrow(() -> mistake(place, "there is no operator \"" + shortened(op) + "\""));
        JsonNode field = term.get("field");
        JsonNode val = term.get("val");
        if (operator.asksForNull()) {
            requireNoOperand(place, operator, term);
            return builder.nullCheck(place, name, operator);
        }
        if (field != null && !field.isNull()) {
            if (val != null && !val.isNull()) {
                throw mistake(place, "has both \"val\" and \"field\"; give one of them");
            }
            return builder.fieldComparison(place, name, operator, text(place, term, "field"));
        }
        if (val == null) {
            throw mistake(place, "\"val\" or \"field\" is missing");
        }
        if (!operator.takesList()) {
            return builder.comparison(place, name, operator, scalar(place, val));
        }
        if (!val.isArray()) {
            throw mistake(place, "\"val\" must be a list for this operator");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode value : val) {
            values.add(scalar(place, value));
        }
        return builder.membership(place, name, operator, values);
    }

    /**
     * Any other value than true could be meant as the opposite. A recorded exchange has is_null with false, which is
     * ignored.
     */
    private static void requireNoOperand(String place, Operator operator, JsonNode term) {
        JsonNode val = term.get("val");
        boolean ignored =
                val == null || val.isNull() || val.isBoolean() && (val.booleanValue() || operator == Operator.IS_NULL);
        if (!ignored || term.hasNonNull("field")) {
            throw mistake(place, "is_null and is_not_null compare with nothing: leave out \"val\" and \"field\"");
        }
    }

    private static @Nullable Object scalar(String place, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        throw mistake(place, "a value must be a text, a number, true, false or null");
    }

    private List<Query.Order> orders(@Nullable JsonNode list) {
        List<Query.Order> orders = new ArrayList<>();
        for (Map.Entry<String, JsonNode> order : entries("order_by", list, Set.of("field", "direction"))) {
            JsonNode direction = order.getValue().get("direction");
            String word = direction == null ? "asc" : text(order.getKey(), order.getValue(), "direction");
            if (!word.equals("asc") && !word.equals("desc")) {
                throw mistake(order.getKey(), "the direction must be \"asc\" or \"desc\"");
            }
            orders.add(builder.order(
                    order.getKey(), text(order.getKey(), order.getValue(), "field"), word.equals("desc")));
        }
        return orders;
    }

    private List<String> groups(@Nullable JsonNode list) {
        List<String> groups = new ArrayList<>();
        for (Map.Entry<String, JsonNode> group : entries("group_by", list, Set.of("field"))) {
            groups.add(builder.group(group.getKey(), text(group.getKey(), group.getValue(), "field")));
        }
        return groups;
    }

    /** The objects of a list by their places, none with other members than these. */
    private static List<Map.Entry<String, JsonNode>> entries(
            String place, @Nullable JsonNode list, Set<String> members) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
        if (list == null) {
            return entries;
        }
        if (!list.isArray() || list.size() > FIELDS) {
            throw mistake(place, "must be a list of at most " + FIELDS);
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            String here = place + "[" + i + "]";
            if (!entry.isObject()) {
                throw mistake(here, "must be an object such as {\"field\": ...}");
            }
            for (String member : entry.propertyNames()) {
                if (!members.contains(member)) {
                    throw mistake(here, "\"" + shortened(member) + "\" is not known here");
                }
            }
            entries.add(Map.entry(here, entry));
        }
        return entries;
    }

    private static long number(String place, @Nullable JsonNode number) {
        if (number == null || number.isNull()) {
            return 0;
        }
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw mistake(place, "must be a whole number from 0 to " + Long.MAX_VALUE);
        }
        return number.longValue();
    }

    private static String text(String place, JsonNode object, String member) {
        JsonNode value = object.get(member);
        if (value == null || !value.isString()) {
            throw mistake(place, "\"" + member + "\" must be given as a text");
        }
        return value.stringValue();
    }

    /** The functions that {@code q} asks for, with the messages that the protocol has for mistakes there. */
    public static List<Aggregate> functions(Schema<?> schema, JsonNode q) {
        JsonNode list = q.isObject() ? q.get("functions") : null;
        if (!q.isObject() || list != null && !list.isNull() && !list.isArray()) {
            throw mistake("functions", "must be a list in an object");
        }
        requireKnownMembers("q", q, OF_FUNCTIONS);
        List<Aggregate> functions = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            functions.add(function("functions[" + i + "]", schema, list.get(i)));
        }
        if (functions.size() > FIELDS) {
            throw mistake("functions", "at most " + FIELDS + " are evaluated at once");
        }
        return functions;
    }

    private static Aggregate function(String place, Schema<?> schema, JsonNode entry) {
        if (!entry.isObject()) {
            throw mistake(place, "must be an object such as {\"name\": \"count\", \"field\": \"id\"}");
        }
        requireKnownMembers(place, entry, OF_FUNCTION);
        String name = text(place, entry, "name");
        String field = text(place, entry, "field");
        FieldType type = schema.typeOf(field);
        if (type == null) {
            throw new DomainException.Invalid(
                    "No such field \"" + shortened(field) + "\"",
                    place + ": there is no field \"" + shortened(field) + "\"; there are "
                            + String.join(", ", schema.names()));
        }
        Aggregate.Function function = EnumNames.parse(Aggregate.Function.class, name)
                .orElseThrow(() -> new DomainException.Invalid(
                        "No such function \"" + shortened(name) + "\"",
                        place + ": there is no function \"" + shortened(name) + "\"; there are "
                                + String.join(", ", EnumNames.all(Aggregate.Function.class))));
        boolean needsNumber = function == Aggregate.Function.SUM || function == Aggregate.Function.AVG;
        if (needsNumber && !type.isNumber()) {
            throw mistake(place, field + " is no number");
        }
        return new Aggregate(function, field);
    }

    /** Of what was typed as much as fits into a message. */
    private static String shortened(String typed) {
        return typed.length() <= 40 ? typed : typed.substring(0, 40) + "…";
    }
}
