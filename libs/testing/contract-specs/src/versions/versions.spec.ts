import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Plugin, build } from 'esbuild';

import { type Version, type compareVersions } from './version';

interface LoadedVersion extends Version {
  readonly compareVersions: typeof compareVersions;
}

interface Edit {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

const root = join(__dirname, '../../../../..');
const countPerContent = 25;
/** A developer makes a bound optional beside a new one. */
const optionalBound: Edit = {
  file: 'libs/contracts/report-plan/src/report-plan.ts',
  text: 'above: z.number()',
  by: 'above: z.optional(z.number()), below: z.optional(z.number())',
};

let today: LoadedVersion;

/** The file as a developer would have changed it. */
const withEdit = ({ file, text, by }: Edit): Plugin => ({
  name: 'edit',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path !== join(root, file)) return undefined;
      const source = readFileSync(path, 'utf8');
      if (source.split(text).length !== 2) throw new Error(`${file} does not have "${text}" once.`);
      return { contents: source.replace(text, by), loader: 'ts' };
    });
  },
});

const load = async (...edits: readonly Edit[]): Promise<LoadedVersion> => {
  const { outputFiles } = await build({
    ...{ entryPoints: [join(__dirname, 'version.ts')], tsconfig: join(root, 'tsconfig.base.json'), write: false },
    ...{ bundle: true, platform: 'node', format: 'cjs', plugins: edits.map(withEdit) },
  });
  const module = { exports: {} };
  // As a file of its own would be read: a bundle of another commit is no module of this one.
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, require);
  return module.exports as LoadedVersion;
};

/** What is lost when the edit is deployed beside what lies here. */
const lossesOf = async (...edits: readonly Edit[]): Promise<string[]> =>
  today.compareVersions(
    { ...(await load(...edits)), label: 'today' },
    { ...today, label: 'abc1234' },
    1,
    countPerContent,
  );

beforeAll(async () => {
  today = await load();
});

it('finds nothing to lose between a version and itself', () => {
  expect(
    today.compareVersions({ ...today, label: 'today' }, { ...today, label: 'abc1234' }, 1, countPerContent),
  ).toEqual([]);
});

it('makes up messages of every contract that has a reader, and items of tables', () => {
  const exchanges = new Set(today.write(1, 1).map(({ exchange }) => exchange));

  expect([...exchanges]).toEqual([
    ...['run-requests', 'query-jobs', 'run-events', 'report-updates', 'report-buttons'],
    ...['table runs', 'table deliveries', 'table users'],
  ]);
});

it('names the pairs that a bound loses which is made optional beside a new one', async () => {
  const losses = await lossesOf(optionalBound);

  expect(losses).toEqual([
    expect.stringMatching(
      /^run-events: the aggregator of abc1234 does not understand "run-opened" of the dispatcher of today \(\d+ of 25 made up\): .*plan\.onlyIf\.above: expected number, got nothing/,
    ),
    expect.stringMatching(
      /aggregator of abc1234 does not understand "run-deadline" of the dispatcher of today .*plan\.onlyIf\.above/,
    ),
    expect.stringMatching(
      /^table runs: the aggregator of abc1234 does not understand "a plan" of the aggregator of today .*plan\.onlyIf\.above is wrong/,
    ),
  ]);
});

it('loses nothing of what the services do not write yet', async () => {
  const isNew =
    '({ plan }: { plan?: { onlyIf?: { above?: number } } }) => plan?.onlyIf && plan.onlyIf.above === undefined';
  const entries = ['run-events', 'table runs'].map((exchange) => `'${exchange}': ${isNew}`);

  const losses = await lossesOf(optionalBound, {
    file: 'libs/testing/contract-specs/src/versions/not-sent.ts',
    text: 'boolean>> = {}',
    by: `boolean>> = { ${entries.join(', ')} } as object`,
  });

  expect(losses).toEqual([]);
});

it('names an item that today would refuse although an older version has stored it', async () => {
  const file = 'libs/adapters/dynamodb/src/deliveries/delivery-item.ts';

  const losses = await lossesOf({ file, text: 'fingerprint: z.optional(z.string())', by: 'fingerprint: z.string()' });

  expect(losses).toEqual([
    expect.stringMatching(
      /^table deliveries: the notifier of today does not understand "a delivery" of the notifier of abc1234 .*fingerprint is missing/,
    ),
  ]);
});

it('names an item that is read as something else', async () => {
  const file = 'libs/adapters/dynamodb/src/runs/decode-items.ts';
  const inSeconds = '...fields, firstSeenAtMs: fields.firstSeenAtMs / 1000, ...(plan ?';

  const losses = await lossesOf({ file, text: '...fields, ...(plan ?', by: inSeconds });

  expect(losses).toContainEqual(expect.stringMatching(/"a run" .* firstSeenAtMs is read as something else$/));
});

it('names a report update with a state that an older notifier does not know', async () => {
  const file = 'libs/contracts/report-updates/src/report-update.ts';

  const losses = await lossesOf({ file, text: "'partial', 'complete'", by: "'partial', 'late', 'complete'" });

  expect(losses).toEqual([
    expect.stringMatching(/notifier of abc1234 does not understand "report-update" of the aggregator of today .*state/),
    expect.stringMatching(/notifier of abc1234 does not understand "deliver" of the notifier of today .*state/),
  ]);
});

it('lets an older bot not know a new button, and a newer one not forget an old one', async () => {
  const file = 'libs/contracts/run-requests/src/report-button.ts';
  const text = '(run|refresh|';

  expect(await lossesOf({ file, text, by: '(run|again|refresh|' })).toEqual([]);
  expect(await lossesOf({ file, text, by: '(run|' })).toEqual([
    expect.stringMatching(/^report-buttons: the bot of today does not understand "button" of the notifier of abc1234/),
  ]);
});

it.each<Edit & { readonly what: string; readonly found: RegExp }>([
  {
    what: 'a key with another prefix',
    file: 'libs/adapters/dynamodb/src/runs/runs-table.ts',
    ...{ text: "resultPrefix = 'result#'", by: "resultPrefix = 'answer#'" },
    found:
      /^table runs: an answer: abc1234 has it at "run#run \/ result#query", and today looks for it at "run#run \/ ans/,
  },
  {
    what: 'a queue with another name',
    file: 'libs/contracts/run-events/src/run-event.ts',
    ...{ text: "queueName: 'run-events'", by: "queueName: 'run-news'" },
    found: /^run-events: sweep: abc1234 has it at "run-events", and today looks for it at "run-news"$/,
  },
  {
    what: 'an optional attribute that is renamed',
    file: 'libs/adapters/dynamodb/src/runs/decode-items.ts',
    ...{ text: 'openedAtMs: optionalNumber', by: 'begunAtMs: optionalNumber' },
    found:
      /aggregator of today does not understand "a run" of the aggregator of abc1234 .* openedAtMs is not read any more$/,
  },
  {
    what: 'an optional field of a message that is renamed',
    file: 'libs/contracts/run-events/src/run-event.ts',
    ...{ text: 'recount: z.optional', by: 'recounted: z.optional' },
    found: /aggregator of today does not understand "query-finished" .* recount is not read any more$/,
  },
  {
    what: 'a person whose alias is read from elsewhere',
    file: 'libs/adapters/dynamodb/src/users/user-key.ts',
    ...{ text: '({ alias }: Item', by: '({ nick: alias }: Item' },
    found: /^table users: the bot of today does not understand "a person" .* alias is read as something else$/,
  },
  {
    what: 'a claim whose end has another word',
    file: 'libs/adapters/dynamodb/src/users/create-update-claims.ts',
    ...{ text: "state?.S === 'done'", by: "state?.S === 'completed'" },
    found: /^table users: the bot of today does not understand "a claim" .* state is read as something else$/,
  },
  {
    what: 'a kind of item that goes by another name here',
    file: 'libs/adapters/dynamodb/src/deliveries/delivery-item.ts',
    ...{ text: "name: 'a delivery'", by: "name: 'a stored delivery'" },
    found: /notifier of today does not understand "a delivery" .* it has nothing of this name$/,
  },
  {
    what: 'a list that may be longer',
    file: 'libs/contracts/query-jobs/src/query-job.ts',
    ...{ text: 'z.minLength(1), z.maxLength(50)', by: 'z.minLength(1), z.maxLength(99)' },
    found: /query-worker of abc1234 does not understand "job" of the dispatcher of today .*logGroupNames/,
  },
  {
    what: 'a number that may be negative',
    file: 'libs/contracts/envelope/src/fields.ts',
    ...{ text: 'z.int().check(z.nonnegative())', by: 'z.int()' },
    found: /dispatcher of abc1234 does not understand "chat" of the bot of today .* expected 0 or more/,
  },
])('finds $what', async ({ found, ...edit }) => {
  expect(await lossesOf(edit)).toContainEqual(expect.stringMatching(found));
});

it('takes a new optional field of a message and of an item for no loss', async () => {
  const losses = await lossesOf(
    {
      file: 'libs/contracts/query-jobs/src/query-job.ts',
      ...{ text: '  recount: z.opt', by: '  asker: z.optional(nonEmpty),\n  recount: z.opt' },
    },
    {
      file: 'libs/adapters/dynamodb/src/deliveries/delivery-item.ts',
      ...{ text: '  fingerprint: z.opt', by: '  mood: z.optional(z.string()),\n  fingerprint: z.opt' },
    },
  );

  expect(losses).toEqual([]);
});

it('asks who writes a message of a new type', async () => {
  const file = 'libs/contracts/report-updates/src/report-update.ts';
  const edit = { file, text: "type: z.literal('webhook-check')", by: "type: z.literal('webhook-look')" };

  await expect(load(edit)).rejects.toThrow(
    'Which service writes a webhook-look? message-exchanges.ts does not say it.',
  );
});
