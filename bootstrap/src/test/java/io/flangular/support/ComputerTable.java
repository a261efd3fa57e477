package io.flangular.support;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The computers of a running application, straight in its database. */
public final class ComputerTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode ROWS = read("rows.json");
    private static final List<String> FIELDS = List.of("id", "processor", "ram", "power");

    private static final int AT_ONCE = 10_000;

    private final DatabaseClient database;

    /** The computers in that database. */
    public ComputerTable(DatabaseClient database) {
        this.database = database;
    }

    /** A file of the recorded exchanges. */
    public static JsonNode read(String name) {
        try (InputStream file = ComputerTable.class.getResourceAsStream("/protocol/" + name)) {
            return JSON.readTree(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The recorded rows of that name. */
    public static JsonNode recorded(String name) {
        return ROWS.get(name);
    }

    /** Puts exactly the recorded rows of that name in. */
    public void fill(String name) {
        clear();
        long next = 1;
        for (JsonNode row : recorded(name)) {
            DatabaseClient.GenericExecuteSpec insert =
                    database.sql("insert into computer (id, processor, ram, power) values ($1, $2, $3, $4)");
            for (int i = 0; i < FIELDS.size(); i++) {
                JsonNode value = row.get(FIELDS.get(i));
                insert = i == 0
                        ? insert.bind(0, value.longValue())
                        : value.isNull() ? insert.bindNull(i, String.class) : insert.bind(i, value.stringValue());
            }
            insert.then().block();
            next = Math.max(next, row.get("id").longValue() + 1);
        }
        nextId(next);
    }

    /** Puts so many rows in, called "Processor 1" and so on. */
    public void fillWith(int count) {
        fillWith(count, "concat('Processor ', n)");
    }

    /** Puts so many rows in, whose processor has so many characters. */
    public void fillWith(int count, int characters) {
        fillWith(count, "repeat('x', " + characters + ")");
    }

    private void fillWith(int count, String processor) {
        clear();
        // In parts, since a statement may take thirty seconds.
        for (int first = 1; first <= count; first += AT_ONCE) {
            int last = Math.min(count, first + AT_ONCE - 1);
            run("insert into computer (id, processor, ram, power) select n, " + processor + ", '8 GB', '95 W' from "
                    + (isH2() ? "(select \"X\" n from system_range(" : "(select n from generate_series(") + first + ", "
                    + last + ") n) numbers");
        }
        nextId(count + 1L);
    }

    /** How many there are. */
    public long count() {
        return database.sql("select count(*) from computer")
                .map((row, metadata) -> row.get(0, Long.class))
                .one()
                .block();
    }

    /** The processor of one. */
    public String processor(long id) {
        return rows().get(id).get(1);
    }

    /** Changes one as another user would. */
    public void changeRam(long id, String ram) {
        database.sql("update computer set ram = $1, version = version + 1 where id = $2")
                .bind(0, ram)
                .bind(1, id)
                .then()
                .block();
    }

    /** All by id, each as the strings of its fields. */
    public Map<Long, List<String>> rows() {
        Map<Long, List<String>> rows = new TreeMap<>();
        database.sql("select id, processor, ram, power from computer")
                .map((row, metadata) -> FIELDS.stream()
                        .map(field -> String.valueOf(row.get(field)))
                        .toList())
                .all()
                .toIterable()
                .forEach(row -> rows.put(Long.valueOf(row.getFirst()), row));
        return rows;
    }

    /** A recorded row as the strings of its fields. */
    public static List<String> texts(JsonNode row) {
        return FIELDS.stream()
                .map(row::get)
                .map(value -> value.isString() ? value.stringValue() : value.toString())
                .toList();
    }

    /** Ids begin anew, so what is remembered of the rows that had them before must go too. */
    private void clear() {
        run("truncate table computer");
        run("delete from change_log where resource = 'computer'");
    }

    private void nextId(long next) {
        run("alter table computer alter column id restart with " + next);
    }

    private boolean isH2() {
        return database.getConnectionFactory().getMetadata().getName().contains("H2");
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }
}
