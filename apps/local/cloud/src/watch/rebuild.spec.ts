import { type BuildOutcome, type Bundle } from './create-bundle';
import { type WatchLine, rebuildWith } from './rebuild';

const built = (text: string): BuildOutcome => ({
  kind: 'built',
  files: new Map([['handler.js', Buffer.from(text)]]),
});

const broken = (...errors: string[]): BuildOutcome => ({ kind: 'broken', errors });

/** A bundle of one file, which bears its name. */
const bundleOf = (name: string, outcomes: BuildOutcome[]) => {
  const bundle: Bundle = {
    dependsOn: (paths) => paths.has(name) || paths.has('shared'),
    rebuild: () => Promise.resolve(outcomes.shift() ?? broken('nothing left to build')),
    close: () => Promise.resolve(),
  };
  return { name, bundle };
};

describe('rebuildWith', () => {
  const create = (services: Record<string, BuildOutcome[]>, stacks: Record<string, BuildOutcome[]> = {}) => {
    const lines: WatchLine[] = [];
    const standing: string[] = [];
    const running = new Map(Object.keys(services).map((name) => [name, 'first']));
    const rebuild = rebuildWith({
      services: Object.entries(services).map(([name, outcomes]) => bundleOf(name, outcomes)),
      stacks: Object.entries(stacks).map(([name, outcomes]) => bundleOf(name, outcomes)),
      nowMs: () => 0,
      deploy: (service, files) => {
        const code = String(files.get('handler.js'));
        if (running.get(service) === code) return false;
        running.set(service, code);
        return true;
      },
      say: (line) => lines.push(line),
      onErrors: (errors) => void standing.splice(0, standing.length, ...errors),
    });
    const changed = (...paths: string[]) => rebuild.changed(new Set(paths));
    return { lines, standing, running, changed, first: rebuild.first };
  };
  const texts = (lines: readonly WatchLine[]) => lines.map(({ text }) => text);

  it('is silent at first when everything is as it was built', async () => {
    const { lines, first } = create({ bot: [built('first')] }, { bot: [built('stack')] });

    await first();

    expect(lines).toEqual([]);
  });

  it('deploys at first what was edited between the build and the start', async () => {
    const { lines, running, first } = create({ bot: [built('second')], notifier: [built('first')] });

    await first();

    expect(running.get('bot')).toBe('second');
    expect(texts(lines)).toEqual(['bot: new code from the next event on (0.00 s)']);
  });

  it('builds what is made of the changed files, and says in one line whose code is new', async () => {
    const { lines, running, first, changed } = create({
      notifier: [built('first'), built('second')],
      bot: [built('first'), built('second')],
      worker: [built('first'), built('first')],
      other: [built('first')],
    });
    await first();

    await changed('bot', 'notifier', 'worker');

    expect([...running.values()]).toEqual(['second', 'second', 'first', 'first']);
    expect(texts(lines)).toEqual([
      'bot, notifier: new code from the next event on (0.00 s)',
      'worker: built again, to the same code (0.00 s)',
    ]);
  });

  it('keeps the old code when the new one is broken, and says once what is wrong', async () => {
    const { lines, running, first, changed } = create({
      bot: [built('first'), broken('a.ts:1:2: oh')],
      worker: [built('first'), broken('a.ts:1:2: oh')],
    });
    await first();

    await changed('shared');

    expect([...running.values()]).toEqual(['first', 'first']);
    expect(lines).toEqual([
      { text: 'a.ts:1:2: oh', isProblem: true },
      { text: 'bot, worker: the old code goes on running', isProblem: true },
    ]);
  });

  it('tells which errors stand after each build, until the last of them is mended', async () => {
    const { standing, first, changed } = create({
      bot: [built('first'), broken('a.ts:1:2: oh'), built('second')],
      worker: [built('first'), broken('b.ts:1:2: no'), built('second')],
    });
    await first();
    const seen: string[][] = [];

    for (const path of ['bot', 'worker', 'bot', 'worker']) {
      await changed(path);
      seen.push([...standing]);
    }

    expect(seen).toEqual([['a.ts:1:2: oh'], ['a.ts:1:2: oh', 'b.ts:1:2: no'], ['b.ts:1:2: no'], []]);
  });

  it('shows the first of many errors', async () => {
    const { lines, first, changed } = create({ bot: [built('first'), broken(...'abcdefg')] });
    await first();

    await changed('bot');

    expect(texts(lines)).toEqual([...'abcde', 'and 2 errors more', 'bot: the old code goes on running']);
  });

  it('says that a stack needs a restart, and not when it is again as it was', async () => {
    const { lines, first, changed } = create(
      {},
      { bot: [built('stack'), broken('a.ts:1:2: oh'), built('other'), built('stack')] },
    );
    await first();

    for (let count = 0; count < 3; count += 1) await changed('bot');

    expect(lines).toEqual([
      { text: 'a.ts:1:2: oh', isProblem: true },
      {
        text: 'stack bot: its program has changed; schedules, permissions and variables of it come with a restart',
        isProblem: true,
      },
    ]);
  });
});
