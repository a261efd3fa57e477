import client.ApiClient;
import client.ApiException;
import client.ApiResponse;
import client.api.ComputerApi;
import client.model.Comparison;
import client.model.Computer;
import client.model.ComputerBulkChange;
import client.model.ComputerChange;
import client.model.ComputerChangeQuery;
import client.model.ComputerDraft;
import client.model.ComputerField;
import client.model.ComputerFilter;
import client.model.ComputerHistory;
import client.model.ComputerPage;
import client.model.ImportOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Works with computers through the generated client, as a program would that knows nothing else of the API. */
final class ComputerClient {
    private static final String OURS =
            "{\"filters\": [{\"name\": \"processor\", \"op\": \"eq\", \"val\": \"Generated Java client\"}]}";

    public static void main(String[] arguments) throws ApiException, IOException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        ComputerApi computers = new ComputerApi(client);

        Computer created = create(computers, "16 GB");
        check(created.getId() > 0 && "16 GB".equals(created.getRam()) && created.getPower() == null, created);
        Computer second = create(computers, "32 GB");

        ComputerPage found = computers.computerList(ComputerApi.APIComputerListRequest.newBuilder()
                .q(OURS)
                .page(2)
                .resultsPerPage(1)
                .build());
        check(found.getNumResults() == 2 && found.getTotalPages() == 2 && found.getPage() == 2, found);
        check(found.getObjects().equals(List.of(second)), found);
        ComputerPage all = computers.computerList(
                ComputerApi.APIComputerListRequest.newBuilder().build());
        check(all.getNumResults() >= 2 && all.getObjects().contains(created), all);

        Computer changed =
                change(computers, created, new ComputerChange().ram(null).power("65 W"));
        check(changed.getRam() == null && "65 W".equals(changed.getPower()), changed);
        check("Generated Java client".equals(changed.getProcessor()), changed);
        check(get(computers, created.getId()).getData().equals(changed), changed);
        String tag = get(computers, created.getId()).getHeaders().get("etag").getFirst();
        ComputerHistory history = computers.computerHistory(ComputerApi.APIComputerHistoryRequest.newBuilder()
                .id(created.getId())
                .build());
        check(history.getNumResults() == 2 && history.getObjects().getFirst().getBefore() != null, history);

        ComputerFilter ours = new ComputerFilter(new Comparison()
                .name(ComputerField.PROCESSOR)
                .op(Comparison.OpEnum.EQ)
                .val("Generated Java client"));
        long modified = computers
                .computerPatchAll(ComputerApi.APIComputerPatchAllRequest.newBuilder()
                        .computerBulkChange(new ComputerBulkChange()
                                .power("70 W")
                                .q(new ComputerChangeQuery().filters(List.of(ours))))
                        .build())
                .getNumModified();
        check(modified == 2, modified);
        check("70 W".equals(get(computers, created.getId()).getData().getPower()), modified);
        refused(
                412,
                () -> computers.computerPatch(ComputerApi.APIComputerPatchRequest.newBuilder()
                        .id(created.getId())
                        .computerChange(new ComputerChange().power("80 W"))
                        .ifMatch(tag)
                        .build()));

        tables(computers, created.getId());

        computers.computerDelete(ComputerApi.APIComputerDeleteRequest.newBuilder()
                .id(created.getId())
                .build());
        refused(404, () -> get(computers, created.getId()));
        long deleted = computers
                .computerDeleteAll(ComputerApi.APIComputerDeleteAllRequest.newBuilder()
                        .q(OURS)
                        .build())
                .getNumDeleted();
        check(deleted == 1, deleted);
    }

    private static void tables(ComputerApi computers, long known) throws ApiException, IOException {
        ComputerApi.APIComputerImportRequest.Builder table =
                ComputerApi.APIComputerImportRequest.newBuilder().body("processor\nImported\n");
        ImportOutcome previewed = computers.computerImport(table.dryRun(true).build());
        check(previewed.getCreate() == 1 && previewed.getNumCreated() == null, previewed);
        ImportOutcome imported = computers.computerImport(table.dryRun(false).build());
        check(imported.getNumCreated() == 1, imported);
        String exported = Files.readString(computers
                .computerExport(ComputerApi.APIComputerExportRequest.newBuilder()
                        .q(OURS)
                        .build())
                .toPath());
        check(exported.lines().count() == 3 && exported.contains("Generated Java client"), exported);
        String maximum = "{\"functions\": [{\"name\": \"max\", \"field\": \"id\"}]}";
        Object greatest = computers
                .computerEvaluate(ComputerApi.APIComputerEvaluateRequest.newBuilder()
                        .q(maximum)
                        .build())
                .get("max__id");
        check(((Number) greatest).longValue() > known, greatest);
    }

    private static Computer create(ComputerApi computers, String ram) throws ApiException {
        return computers.computerCreate(ComputerApi.APIComputerCreateRequest.newBuilder()
                .computerDraft(
                        new ComputerDraft().processor("Generated Java client").ram(ram))
                .build());
    }

    private static Computer change(ComputerApi computers, Computer row, ComputerChange change) throws ApiException {
        return computers.computerPatch(ComputerApi.APIComputerPatchRequest.newBuilder()
                .id(row.getId())
                .computerChange(change)
                .build());
    }

    private static ApiResponse<Computer> get(ComputerApi computers, long id) throws ApiException {
        return computers.computerGetWithHttpInfo(
                ComputerApi.APIComputerGetRequest.newBuilder().id(id).build());
    }

    private interface Call {
        void make() throws ApiException;
    }

    private static void refused(int status, Call call) {
        int code = 0;
        try {
            call.make();
        } catch (ApiException refusal) {
            code = refusal.getCode();
        }
        check(code == status, code);
    }

    private static void check(boolean asExpected, Object what) {
        if (!asExpected) {
            throw new AssertionError(what);
        }
    }
}
