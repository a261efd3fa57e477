import { ComputerApi, Configuration, ResponseError } from './index.js';

/** Works with computers through the generated client, as a program would that knows nothing else of the API. */
const [basePath, accessToken] = process.argv.slice(2) as [string, string];
const computers = new ComputerApi(new Configuration({ basePath, accessToken }));

function check(asExpected: boolean, what: unknown): void {
  if (!asExpected) throw new Error(`Not as expected: ${JSON.stringify(what)}`);
}

async function refused(status: number, call: Promise<unknown>): Promise<void> {
  const code = await call.then(
    () => 0,
    (refusal: unknown) => (refusal instanceof ResponseError ? refusal.response.status : String(refusal)),
  );
  check(code === status, code);
}

const processor = 'Generated TypeScript client';
const created = await computers.computerCreate({ computerDraft: { processor, ram: '16 GB' } });
check(created.id > 0 && created.ram === '16 GB' && created.power === null, created);
const second = await computers.computerCreate({ computerDraft: { processor, ram: '32 GB' } });

const q = JSON.stringify({ filters: [{ name: 'processor', op: 'eq', val: processor }] });
const found = await computers.computerList({ q, page: 2, resultsPerPage: 1 });
check(found.numResults === 2 && found.totalPages === 2 && found.page === 2, found);
check(found.objects.length === 1 && found.objects[0]?.id === second.id, found);
const all = await computers.computerList();
check(all.numResults >= 2 && all.objects.some(({ id }) => id === created.id), all);

const { id } = created;
const changed = await computers.computerPatch({ id, computerChange: { ram: null, power: '65 W' } });
check(changed.ram === null && changed.power === '65 W' && changed.processor === processor, changed);
const read = await computers.computerGetRaw({ id });
check((await read.value()).power === '65 W', changed);
const history = await computers.computerHistory({ id });
check(history.numResults === 2 && history.objects[0]?.before?.ram === '16 GB', history);

const { numModified } = await computers.computerPatchAll({
  computerBulkChange: { power: '70 W', q: { filters: [{ name: 'processor', op: 'eq', val: processor }] } },
});
check(numModified === 2, numModified);
check((await computers.computerGet({ id })).power === '70 W', numModified);
const ifMatch = read.raw.headers.get('ETag')!;
await refused(412, computers.computerPatch({ id, computerChange: { power: '80 W' }, ifMatch }));

const body = 'processor\nImported\n';
const previewed = await computers.computerImport({ body, dryRun: true });
check(previewed.create === 1 && previewed.numCreated === undefined, previewed);
const imported = await computers.computerImport({ body });
check(imported.numCreated === 1, imported);
const exported = await (await computers.computerExport({ q })).text();
check(exported.trim().split('\n').length === 3 && exported.includes(processor), exported);
const functions = JSON.stringify({ functions: [{ name: 'max', field: 'id' }] });
const outcomes = await computers.computerEvaluate({ q: functions });
check((outcomes?.['max__id'] as number) > id, outcomes);

await computers.computerDelete({ id });
await refused(404, computers.computerGet({ id }));
check((await computers.computerDeleteAll({ q })).numDeleted === 1, q);
