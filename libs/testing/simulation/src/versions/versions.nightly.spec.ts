import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Plugin, build } from 'esbuild';

import { type NamedVersion, type Version } from './compare-versions';

/** What a bundle of a version exports, see `program.ts`. */
interface Bundle extends Version {
  compareVersions(today: NamedVersion, base: NamedVersion, seed: number, countPerContent: number): string[];
}

type Edit = readonly [file: string, text: string, by: string];

const root = join(__dirname, '../../../../..');

const contract = (path: string, text: string, by: string): Edit => [`libs/contracts/${path}.ts`, text, by];
const table = (path: string, text: string, by: string): Edit => [`libs/adapters/dynamodb/src/${path}.ts`, text, by];
/** The files as a developer would have changed them. */
const withEdits = (edits: readonly Edit[]): Plugin => ({
  name: 'edits',
  setup: ({ onLoad }) => {
    for (const [file, ofFile] of Map.groupBy(edits, ([name]) => name)) {
      onLoad({ filter: new RegExp(`${file.replaceAll('.', '[.]')}$`) }, () => {
        let contents = readFileSync(join(root, file), 'utf8');
        for (const [, text, by] of ofFile) {
          if (contents.split(text).length !== 2) throw new Error(`${file} does not have "${text}" once.`);
          contents = contents.replace(text, by);
        }
        return { contents, loader: 'ts' };
      });
    }
  },
});

async function load(edits: readonly Edit[]): Promise<Bundle> {
  const { outputFiles } = await build({
    ...{ entryPoints: [join(__dirname, 'program.ts')], tsconfig: join(root, 'tsconfig.base.json'), write: false },
    ...{ bundle: true, platform: 'node', format: 'cjs', plugins: [withEdits(edits)] },
  });
  const module = { exports: {} };
  // Loads the text: a bundle of another commit is not a module of this one.
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, require);
  return module.exports as Bundle;
}

let today: Bundle;

/** The losses when the edits are deployed beside this version. */
const lossesOf = async (...edits: readonly Edit[]): Promise<string[]> =>
  today.compareVersions({ ...(await load(edits)), label: 'today' }, { ...today, label: 'abc1234' }, 1, 25);

beforeAll(async () => {
  today = await load([]);
});

it('generates messages of every contract with a reader, and items of tables', () => {
  expect([...new Set(today.write(1, 1).map(({ exchange }) => exchange))]).toEqual([
    ...['run-requests', 'query-jobs', 'run-events', 'report-updates', 'report-buttons', 'usage records'],
    ...['table runs', 'table deliveries', 'table users'],
  ]);
});

const belowIsAdded = contract(
  'report-plan/src/report-plan',
  'above: z.number()',
  'above: z.optional(z.number()), below: z.optional(z.number())',
);

it('finds content that is refused, misread or looked for elsewhere, whichever service is deployed first', async () => {
  const losses = await lossesOf(
    belowIsAdded,
    contract('report-updates/src/report-update', "'partial', 'complete'", "'partial', 'late', 'complete'"),
    contract(
      'envelope/src/fields',
      'z.string().check(z.minLength(1))',
      'z.string().check(z.minLength(1), z.maxLength(300))',
    ),
    contract('run-events/src/run-event', "queueName: 'run-events'", "queueName: 'run-news'"),
    contract('run-events/src/run-event', 'backfill: z.optional', 'backfilled: z.optional'),
    table('create-delivery-store', 'fingerprint: z.optional(z.string())', 'fingerprint: z.string()'),
    table('runs-table', "resultPrefix = 'result#'", "resultPrefix = 'answer#'"),
    table('create-update-claims', "z.enum(['in-progress', 'done'])", "z.enum(['in-progress', 'completed'])"),
    contract('run-requests/src/report-button', '(run|refresh|', '(run|'),
  );

  for (const found of [
    /^run-events: the aggregator of abc1234 does not understand "run-opened" of the dispatcher of today .*plan\.onlyIf\.above: expected number, got nothing/,
    /^report-updates: the notifier of abc1234 does not understand "report-update" of the aggregator of today .*state/,
    /^query-jobs: the query-worker of today does not understand "job" of the dispatcher of abc1234 .* 300 characters or less/,
    /^run-events: sweep: abc1234 has it at "run-events", and today looks for it at "run-news"$/,
    /^table deliveries: the notifier of today does not understand "a delivery" of the notifier of abc1234 /,
    /^table runs: an answer: abc1234 has it at "run#run \/ result#query", and today looks for it at "run#run \/ answer#query"$/,
    /^table users: the bot of today does not understand "a claim" .* state is wrong/,
    /^report-buttons: the bot of today does not understand "button" of the notifier of abc1234/,
  ]) {
    expect(losses).toContainEqual(expect.stringMatching(found));
  }
});

it('finds a renamed field, and a misread one', async () => {
  const losses = await lossesOf(
    contract('run-events/src/run-event', 'backfill: z.optional', 'backfilled: z.optional'),
    table('run-items', 'openedAtMs: optionalNumber', 'begunAtMs: optionalNumber'),
  );

  expect(losses).toContainEqual(expect.stringMatching(/"query-finished" .* backfill is not read any more$/));
  expect(losses).toContainEqual(expect.stringMatching(/"a run" .* openedAtMs is not read any more$/));
});

it('finds a renamed value of usage records: earlier records keep it', async () => {
  const losses = await lossesOf(contract('usage-metrics/src/usage-fields', "'reply-failed',", "'reply-refused',"));

  expect(losses).toContainEqual(
    expect.stringMatching(
      /^usage records: the dispatcher.* of today does not understand "request" of the bot of abc1234/,
    ),
  );
});

it('reports no loss for new content, and for content that is not written yet', async () => {
  // A message has a plan, an item its text.
  const isNew =
    '({ plan = "{}" }) => [typeof plan === "string" ? JSON.parse(plan) : plan]' +
    '.some(({ onlyIf }) => onlyIf && onlyIf.above === undefined)';
  const entries = ['run-events', 'table runs'].map((exchange) => `'${exchange}': ${isNew}`);

  const losses = await lossesOf(
    belowIsAdded,
    [
      'libs/testing/simulation/src/versions/exchanges.ts',
      'boolean>> = {}',
      `boolean>> = { ${entries.join(', ')} } as object`,
    ],
    contract('query-jobs/src/query-job', '  backfill: z.opt', '  asker: z.optional(nonEmpty),\n  backfill: z.opt'),
    table('create-delivery-store', '  fingerprint: z.opt', '  mood: z.optional(z.string()),\n  fingerprint: z.opt'),
    contract('run-requests/src/report-button', '(run|refresh|', '(run|again|refresh|'),
    contract('usage-metrics/src/usage-fields', "'reply-failed',", "'reply-failed', 'late',"),
  );

  expect(losses).toEqual([]);
});

it('asks who writes a message of a new type', async () => {
  const look = contract('report-updates/src/report-update', "z.literal('webhook-check')", "z.literal('webhook-look')");

  await expect(load([look])).rejects.toThrow('Which service writes a webhook-look? exchanges.ts does not say it.');
});
