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

/** Parses the search parameter {@code q} of the collection protocol. Errors name the place in the JSON. */
public final class QueryJson {
    private static final Set<String> OF_LISTS = Set.of("filters", "order_by", "group_by", "limit", "offset", "single");
    private static final Set<String> OF_TABLES = Set.of("filters", "order_by", "group_by", "limit", "offset");
    private static final Set<String> OF_CHANGES = Set.of("filters", "order_by", "limit", "offset");
    private static final Set<String> OF_DELETIONS = Set.of("filters", "order_by", "single");
    /** Members that only their values can make wrong: false, null or 0 mean the same as no member. */
    private static final Set<String> OF_CHANGES_AND_DELETIONS =
            Set.of("filters", "order_by", "limit", "offset", "single");

    private static final Set<String> OF_FUNCTIONS = Set.of("functions");
    private static final Set<String> OF_FUNCTION = Set.of("name", "field");
    private static final Set<String> JOINING = Set.of("and", "or");
    private static final Set<String> COMPARING = Set.of("name", "op", "val", "field");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_COMPARISONS = 50;
    private static final int MAX_FIELDS = 50;

    private final QueryBuilder builder;
    private final boolean forChange;

    private QueryJson(Schema<?> schema, boolean forChange) {
        this.forChange = forChange;
        this.builder = new QueryBuilder(schema, MAX_COMPARISONS);
    }

    /** Whether {@code q} has a member of that name, in any operation. */
    public static boolean isMember(String name) {
        return OF_LISTS.contains(name) || OF_FUNCTIONS.contains(name);
    }

    /**
     * The query of a list; without {@code q}, all rows. Unknown members are refused, also in filters: ignored, they
     * would make the search find other rows than were meant.
     */
    public static Query ofList(Schema<?> schema, @Nullable JsonNode q) {
        return query(schema, q, OF_LISTS, OF_LISTS, false);
    }

    public static Query ofTable(Schema<?> schema, @Nullable JsonNode q) {
        return query(schema, q, OF_TABLES, OF_TABLES, false);
    }

    /** The query of a change of many rows, which an empty "and" or "or" must not extend to every row. */
    public static Query ofChange(Schema<?> schema, @Nullable JsonNode q) {
        return query(schema, q, OF_CHANGES_AND_DELETIONS, OF_CHANGES, true);
    }

    /** The query of a deletion of many rows, which an empty "and" or "or" must not extend to every row. */
    public static Query ofDeletion(Schema<?> schema, @Nullable JsonNode q) {
        return query(schema, q, OF_CHANGES_AND_DELETIONS, OF_DELETIONS, true);
    }

    private static Query query(
            Schema<?> schema, @Nullable JsonNode q, Set<String> known, Set<String> named, boolean forChange) {
        if (q == null) {
            return Query.ALL;
        }
        if (!q.isObject()) {
            throw mistake("q", "must be an object");
        }
        requireKnownMembers("q", q, known, named);
        // As in Flask-Restless, 0 and null mean no limit in a search. In a change, a script may have computed them, and
        // would change all rows.
        JsonNode limit = q.get("limit");
        if (forChange
                && limit != null
                && (limit.isNull() || limit.isNumber() && limit.decimalValue().signum() == 0)) {
            throw mistake("limit", "must be at least 1 in a change; to change all rows, leave it out");
        }
        return new QueryJson(schema, forChange).read(q);
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
        JsonNode given = q.get("filters");
        List<Filter> filters = given == null ? List.of() : terms("filters", given, 0);
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
        if (depth > MAX_DEPTH) {
            throw mistake(place, "\"and\" and \"or\" may be nested at most " + MAX_DEPTH + " deep");
        }
        // As in Flask-Restless, no terms mean no restriction: a change would reach every row.
        if (forChange && depth > 0 && list.isEmpty()) {
            throw mistake(place, "must not be empty");
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
        boolean joins = term.has("or") || term.has("and");
        requireKnownMembers(place, term, joins ? JOINING : COMPARING);
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
        if (operator.isNullCheck()) {
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

    /** Other values than true could mean the opposite, except for a recorded request with is_null and false. */
    private static void requireNoOperand(String place, Operator operator, JsonNode term) {
        JsonNode val = term.get("val");
        boolean ignored =
                val == null || val.isNull() || val.isBoolean() && (val.booleanValue() || operator == Operator.IS_NULL);
        if (!ignored || term.hasNonNull("field")) {
            throw mistake(place, "is_null and is_not_null compare with nothing: leave out \"val\" and \"field\"");
        }
    }

    private static @Nullable Object scalar(String place, JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> null;
            case STRING -> value.stringValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER ->
                value.isIntegralNumber() && value.canConvertToLong()
                        ? (Object) value.longValue()
                        : value.decimalValue();
            default -> throw mistake(place, "a value must be a text, a number, true, false or null");
        };
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

    /** The objects of a list, which may have only these members, by their places. */
    private static List<Map.Entry<String, JsonNode>> entries(
            String place, @Nullable JsonNode list, Set<String> members) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
        if (list == null) {
            return entries;
        }
        if (!list.isArray() || list.size() > MAX_FIELDS) {
            throw mistake(place, "must be a list of at most " + MAX_FIELDS);
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            String here = place + "[" + i + "]";
            if (!entry.isObject()) {
                throw mistake(here, "must be an object such as {\"field\": ...}");
            }
            for (String member : entry.propertyNames()) {
                if (!members.contains(member)) {
                    throw mistake(
                            here,
                            "\"" + shortened(member) + "\" is not known here; there are "
                                    + members.stream().sorted().collect(Collectors.joining(", ")));
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
            throw mistake(place, "\"" + member + "\" must be a string");
        }
        return value.stringValue();
    }

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
        if (functions.size() > MAX_FIELDS) {
            throw mistake("functions", "at most " + MAX_FIELDS + " are evaluated at once");
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
            throw mistake(place, field + " is not a number");
        }
        return new Aggregate(function, field);
    }

    private static String shortened(String typed) {
        return typed.length() <= 40 ? typed : typed.substring(0, 40) + "…";
    }
}
