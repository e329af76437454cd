import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Plugin, build } from 'esbuild';

import { type NamedVersion } from './compare-versions';
import { type Lived } from './lived-contents';
import { type Version } from './version';

/** What a bundle of a version exports, see `program.ts`. */
interface Bundle extends Version {
  lossesBetween(today: NamedVersion, base: NamedVersion, seed: number, countPerContent: number): string[];
  changedUnits(today: readonly Lived[], base: readonly Lived[]): string[];
}

interface Edit {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

const root = join(__dirname, '../../../../..');
const countPerContent = 25;

/** The files as a developer would have changed them. */
const withEdits = (edits: readonly Edit[]): Plugin => ({
  name: 'edits',
  setup: ({ onLoad }) => {
    for (const [file, ofFile] of Map.groupBy(edits, (edit) => edit.file)) {
      onLoad({ filter: new RegExp(`${file.replaceAll('.', '[.]')}$`) }, () => {
        const contents = ofFile.reduce(
          (source, { text, by }) => {
            if (source.split(text).length !== 2) throw new Error(`${file} does not have "${text}" once.`);
            return source.replace(text, by);
          },
          readFileSync(join(root, file), 'utf8'),
        );
        return { contents, loader: 'ts' };
      });
    }
  },
});

const load = async (edits: readonly Edit[], entry = 'version.ts'): Promise<Bundle> => {
  for (const { file } of edits) if (!existsSync(join(root, file))) throw new Error(`There is no ${file} to edit.`);
  const { outputFiles } = await build({
    ...{ entryPoints: [join(__dirname, entry)], tsconfig: join(root, 'tsconfig.base.json'), write: false },
    ...{ bundle: true, platform: 'node', format: 'cjs', plugins: [withEdits(edits)] },
  });
  const module = { exports: {} };
  // As a file of its own would be read: a bundle of another commit is no module of this one.
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, require);
  return module.exports as Bundle;
};

let today: Bundle;

/** What is lost when the edits are deployed beside what lies here. */
const lossesOf = async (...edits: readonly Edit[]): Promise<string[]> =>
  today.lossesBetween({ ...(await load(edits)), label: 'today' }, { ...today, label: 'abc1234' }, 1, countPerContent);

beforeAll(async () => {
  today = await load([]);
});

it('makes up messages of every contract that has a reader, and items of tables', () => {
  const exchanges = new Set(today.write(1, 1).map(({ exchange }) => exchange));

  expect([...exchanges]).toEqual([
    ...['run-requests', 'query-jobs', 'run-events', 'report-updates', 'report-buttons'],
    ...['table runs', 'table deliveries', 'table users'],
  ]);
});

it('finds what is refused, read as something else or looked for elsewhere, whichever service is deployed first', async () => {
  const losses = await lossesOf(
    {
      file: 'libs/contracts/report-plan/src/report-plan.ts',
      ...{ text: 'above: z.number()', by: 'above: z.optional(z.number()), below: z.optional(z.number())' },
    },
    {
      file: 'libs/contracts/report-updates/src/report-update.ts',
      ...{ text: "'partial', 'complete'", by: "'partial', 'late', 'complete'" },
    },
    {
      file: 'libs/contracts/envelope/src/fields.ts',
      ...{ text: 'z.string().check(z.minLength(1))', by: 'z.string().check(z.minLength(1), z.maxLength(300))' },
    },
    {
      file: 'libs/contracts/run-events/src/run-event.ts',
      ...{ text: "queueName: 'run-events'", by: "queueName: 'run-news'" },
    },
    {
      file: 'libs/contracts/run-events/src/run-event.ts',
      ...{ text: 'recount: z.optional', by: 'recounted: z.optional' },
    },
    {
      file: 'libs/adapters/dynamodb/src/deliveries/delivery-item.ts',
      ...{ text: 'fingerprint: z.optional(z.string())', by: 'fingerprint: z.string()' },
    },
    {
      file: 'libs/adapters/dynamodb/src/runs/runs-table.ts',
      ...{ text: "resultPrefix = 'result#'", by: "resultPrefix = 'answer#'" },
    },
    {
      file: 'libs/adapters/dynamodb/src/users/create-update-claims.ts',
      ...{ text: "state?.S === 'done'", by: "state?.S === 'completed'" },
    },
    {
      file: 'libs/contracts/run-requests/src/report-button.ts',
      ...{ text: '(run|refresh|', by: '(run|' },
    },
  );

  for (const found of [
    /^run-events: the aggregator of abc1234 does not understand "run-opened" of the dispatcher of today .*plan\.onlyIf\.above: expected number, got nothing/,
    /^report-updates: the notifier of abc1234 does not understand "report-update" of the aggregator of today .*state/,
    /^query-jobs: the query-worker of today does not understand "job" of the dispatcher of abc1234 .* 300 characters or less/,
    /^run-events: sweep: abc1234 has it at "run-events", and today looks for it at "run-news"$/,
    /^table deliveries: the notifier of today does not understand "a delivery" of the notifier of abc1234 /,
    /^table runs: an answer: abc1234 has it at "run#run \/ result#query", and today looks for it at "run#run \/ answer#query"$/,
    /^table users: the bot of today does not understand "a claim" .* state is read as something else$/,
    /^report-buttons: the bot of today does not understand "button" of the notifier of abc1234/,
  ]) {
    expect(losses).toContainEqual(expect.stringMatching(found));
  }
});

it('finds a field that is renamed, and an answer that is read as something else', async () => {
  const losses = await lossesOf(
    {
      file: 'libs/contracts/run-events/src/run-event.ts',
      ...{ text: 'recount: z.optional', by: 'recounted: z.optional' },
    },
    {
      file: 'libs/adapters/dynamodb/src/runs/decode-items.ts',
      ...{ text: 'openedAtMs: optionalNumber', by: 'begunAtMs: optionalNumber' },
    },
  );

  expect(losses).toContainEqual(expect.stringMatching(/"query-finished" .* recount is not read any more$/));
  expect(losses).toContainEqual(expect.stringMatching(/"a run" .* openedAtMs is not read any more$/));
});

it('finds a value of usage records that has another name, also in the questions that ask for it', async () => {
  const losses = await lossesOf(
    { file: 'libs/contracts/usage-metrics/src/usage-fields.ts', text: "'reply-failed',", by: "'reply-refused'," },
    {
      file: 'libs/domain/reports/src/catalogue/common-questions.ts',
      ...{ text: 'sum(outcome = "reply-failed")', by: 'sum(outcome = "reply-refused")' },
    },
  );

  expect(losses).toContainEqual(
    expect.stringMatching(
      /^usage records of the bot of today: the questions of abc1234 count \d+ as "daily-usage, activity, failed", and not \d+$/,
    ),
  );
});

it('takes for no loss what is new, what is not written yet, and a question that counts something else', async () => {
  const isNew =
    '({ plan }: { plan?: { onlyIf?: { above?: number } } }) => plan?.onlyIf && plan.onlyIf.above === undefined';
  const entries = ['run-events', 'table runs'].map((exchange) => `'${exchange}': ${isNew}`);

  const losses = await lossesOf(
    {
      file: 'libs/contracts/report-plan/src/report-plan.ts',
      ...{ text: 'above: z.number()', by: 'above: z.optional(z.number()), below: z.optional(z.number())' },
    },
    {
      file: 'libs/testing/simulation/src/versions/not-sent.ts',
      ...{ text: 'boolean>> = {}', by: `boolean>> = { ${entries.join(', ')} } as object` },
    },
    {
      file: 'libs/contracts/query-jobs/src/query-job.ts',
      ...{ text: '  recount: z.opt', by: '  asker: z.optional(nonEmpty),\n  recount: z.opt' },
    },
    {
      file: 'libs/adapters/dynamodb/src/deliveries/delivery-item.ts',
      ...{ text: '  fingerprint: z.opt', by: '  mood: z.optional(z.string()),\n  fingerprint: z.opt' },
    },
    {
      file: 'libs/contracts/run-requests/src/report-button.ts',
      ...{ text: '(run|refresh|', by: '(run|again|refresh|' },
    },
    {
      file: 'libs/contracts/usage-metrics/src/usage-fields.ts',
      text: "'reply-failed',",
      by: "'reply-failed', 'late',",
    },
    {
      file: 'libs/domain/reports/src/catalogue/common-questions.ts',
      ...{ text: ' + sum(outcome = "reply-unknown")', by: '' },
    },
  );

  expect(losses).toEqual([]);
});

async function findsUnits(): Promise<void> {
  const edits = [
    {
      file: 'libs/domain/fan-out/src/plan-run.ts',
      ...{ text: 'plannedAtMs: nowMs,', by: 'plannedAtMs: Math.floor(nowMs / 1000),' },
    },
    {
      file: 'libs/domain/conversation/src/usage-record-of.ts',
      ...{ text: 'Math.max(facts.durationMs, 0)', by: 'Math.max(facts.durationMs, 0) / 1000' },
    },
  ];
  const [before, after] = [await load([], 'program.ts'), await load(edits, 'program.ts')];
  const lived = (await before.live?.()) ?? [];

  const changed = today.changedUnits((await after.live?.()) ?? [], lived);

  expect(changed).toContainEqual(expect.stringMatching(/^run-events, run-opened\.plan\.plannedAtMs is 0\.0010 times/));
  expect(changed).toContainEqual(expect.stringMatching(/^table runs, run plan\.plan\.plannedAtMs is /));
  expect(changed).toContainEqual(expect.stringMatching(/^usage record\.HandlerDuration is /));
  expect(today.changedUnits(lived, lived)).toEqual([]);
}

if (isNightly) it('finds numbers that services write in another unit under the same name', findsUnits);

it('asks who writes a message of a new type', async () => {
  const file = 'libs/contracts/report-updates/src/report-update.ts';
  const edit = { file, text: "type: z.literal('webhook-check')", by: "type: z.literal('webhook-look')" };

  await expect(load([edit])).rejects.toThrow('Which service writes a webhook-look? exchanges.ts does not say it.');
});
