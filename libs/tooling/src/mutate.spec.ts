import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { constructs, edit, inserted, weakenings } from '../mutate/alarm-removals';
import { type Equivalent, type Settled, findStale, settleMutant } from '../mutate/equivalents';
import { formatHole, formatScores } from '../mutate/format-result';
import { lowerGoals, missedGoals, usualGoal } from '../mutate/goals';
import { installSwitches } from '../mutate/install-switches';
import { type Judged } from '../mutate/judge-mutants';
import { judgeBySpecs } from '../mutate/judge-project';
import { findLineRemovals } from '../mutate/line-removals';
import { makeMutants, mutantClasses } from '../mutate/make-mutants';
import { type Mutant } from '../mutate/mutant';
import { openSpecs } from '../mutate/open-specs';
import { projectFolders, readProject } from '../project-layers';

const root = join(__dirname, '../../..');

const becomes = (text: string, kind: string) => makeMutants('a.ts', text, [kind]).map(({ became }) => became);

describe('mutants', () => {
  it('of constants with a unit or a limit are a thousand times as much, nothing, and twice as much', () => {
    expect(becomes('const leaseMs = 60_000;', 'units')).toEqual([
      'const leaseMs = 60_000 * 1000;',
      'const leaseMs = 0;',
      'const leaseMs = 60_000 * 2;',
    ]);
    expect(becomes('const keptSeconds = 45 * daySeconds;', 'units')).toContain(
      'const keptSeconds = (45 * daySeconds) * 1000;',
    );
    expect(becomes('const bounds = { capMs: 5 };', 'units')).toHaveLength(3);
    expect(becomes('const maxAttempts = 3;', 'units')).toHaveLength(3);
  });

  it('leave alone what has no unit, is nothing already, or is computed from what a caller gives', () => {
    expect(becomes('const answer = 42; const waitMs = 0; const ageMs = now();', 'units')).toEqual([]);
    expect(becomes('interface A { readonly waitMs: 5 } type waitMs = 5;', 'units')).toEqual([]);
  });

  it('of conversions are without the factor, and of rounding without the rounding', () => {
    expect(becomes('f(ms / 1000);', 'units')).toEqual(['f(ms);']);
    expect(becomes('f(timeoutSeconds * 1_000);', 'units')).toEqual(['f(timeoutSeconds);']);
    expect(becomes('f(Math.floor(ms));', 'units')).toEqual(['f((ms));']);
  });

  it('of log lines are one level lower', () => {
    expect(becomes("deps.log.error('a'); log.warn('b'); log.info('c'); console.error('d');", 'levels')).toEqual([
      expect.stringContaining("deps.log.warn('a')"),
      expect.stringContaining("log.info('b')"),
    ]);
  });

  it('of conditions are their opposites, and of boundaries one further or nearer', () => {
    expect(becomes('if (isOpen) f();', 'conditions')).toEqual(['if (!(isOpen)) f();']);
    expect(becomes('x = a === b;', 'conditions')).toEqual(['x = a !== b;']);
    expect(becomes('if (a && b) f();', 'conditions')).toEqual(['if (a || b) f();']);
    expect(becomes('x = p === (a && b && c);', 'conditions')).toEqual([
      'x = p !== (a && b && c);',
      'x = p === (a && b || c);',
      'x = p === ((a || b) && c);',
    ]);
    expect(becomes('x = a < b;', 'boundaries')).toEqual(['x = a <= b;']);
  });

  it('of functions give nothing back, or leave out a step', () => {
    expect(becomes('const f = () => 1;', 'returns')).toEqual(['const f = () => undefined;']);
    expect(becomes('async function f() {\n  await g();\n}', 'statements')).toEqual([';']);
  });

  it('say where they are, with any text around them', () => {
    expect(makeMutants('a.ts', '\n\nconst waitMs =\n  5;\n', ['units'])[0]).toMatchObject({
      file: 'a.ts',
      line: 4,
      was: '5;',
    });
  });
});

const change = { kind: 'units', start: 4, end: 5, replacement: '0' };
const judged: Judged = { ...change, file: 'a.ts', line: 1, was: 'x = 1', became: 'x = 0', verdict: 'survived' };
const entry: Equivalent = { kind: 'units', file: 'a.ts', was: 'x = 1', became: ['x = 0'], why: 'Nothing reads x.' };
const tried = { files: ['a.ts'], classes: ['units'] };

describe('a mutant that no spec notices', () => {
  it('is a hole, and shown with its place', () => {
    const settled = settleMutant(judged, []);

    expect(settled.isHole).toBe(true);
    expect(formatHole(settled)).toBe('a.ts:1 is noticed by no test\n  - x = 1\n  + x = 0');
  });

  it('is none where an entry says why nothing can notice it', () => {
    expect(settleMutant(judged, [entry])).toMatchObject({ isHole: false, why: 'Nothing reads x.' });
  });

  it('lowers the score, and an equivalent one does not', () => {
    const killed = { ...judged, verdict: 'killed' as const, by: 'a test' };
    const settled = [settleMutant(killed, []), settleMutant(judged, [])];
    const scores = (all: readonly Settled[]) => formatScores(all.map((one) => ({ ...one, project: 'p' })));

    expect(scores(settled)).toMatch(/^p +units +2 +1 +0 +50 %$/m);
    expect(scores([...settled, settleMutant(judged, [entry])])).toMatch(/^p +units +3 +1 +1 +50 %$/m);
  });
});

describe('the goal of a project', () => {
  const settledOf = (project: string, killedCount: number, holeCount: number) =>
    [...Array<boolean>(killedCount).fill(false), ...Array<boolean>(holeCount).fill(true)].map((isHole) => ({
      ...judged,
      project,
      isHole,
    }));

  it('is missed by a project that notices less, and by no other', () => {
    const settled = [...settledOf('a', 90, 10), ...settledOf('b', 89, 11)];

    expect(missedGoals(['a', 'b'], settled)).toEqual(['b: 89 % are noticed, 90 % have to be']);
  });

  it('is lower for projects that there are, and is held there, too', () => {
    const names = projectFolders(root).map((folder) => readProject(root, folder).name);

    for (const [project, percent] of Object.entries(lowerGoals)) {
      expect(names).toContain(project);
      expect(percent).toBeLessThan(usualGoal);
      expect(missedGoals([project], settledOf(project, percent, 100 - percent))).toEqual([]);
      expect(missedGoals([project], settledOf(project, percent - 1, 101 - percent))).toHaveLength(1);
    }
  });
});

describe('an entry of an equivalent mutant', () => {
  it('is named when the code has no such place any more', () => {
    expect(findStale([entry], [], tried)).toEqual([expect.stringMatching(/"x = 1" .* is no mutant any more/)]);
  });

  it('is named when a test kills it after all', () => {
    const killed = settleMutant({ ...judged, verdict: 'killed', by: 'a test' }, [entry]);

    expect(findStale([entry], [killed], tried)).toEqual([expect.stringMatching(/is killed by a test/)]);
  });

  it('is left alone when its file or its class was not tried, or when it fits', () => {
    expect(findStale([entry], [], { ...tried, files: [] })).toEqual([]);
    expect(findStale([entry], [], { ...tried, classes: ['levels'] })).toEqual([]);
    expect(findStale([entry], [settleMutant(judged, [entry])], tried)).toEqual([]);
  });
});

describe('a file with all its mutants in it', () => {
  const switched = (text: string, kinds = mutantClasses) =>
    installSwitches(
      text,
      makeMutants('a.ts', text, kinds).map((mutant, id) => ({ ...mutant, id })),
    );

  it('asks at each place whether a mutant is on', () => {
    expect(switched('const waitMs = 5;', ['units']).text).toBe(
      'const waitMs = ($isMutant(0) ? (5 * 1000) : ($isMutant(1) ? (0) : ($isMutant(2) ? (5 * 2) : (5))));',
    );
    expect(switched("log.error('a');", ['levels']).text).toBe("($isMutant(0) ? (log.warn('a')) : (log.error('a')));");
    expect(switched('if (a < b) f();', ['boundaries', 'statements']).text).toBe(
      'if (($isMutant(0) ? (a <= b) : (a < b))) { if (!$isMutant(1)) { f(); } }',
    );
  });

  it('leaves out a mutant that has no place for a question', () => {
    const { text, ids } = switched("const names = { 'ERROR': 1 };", ['levels']);

    expect(text).toBe("const names = { 'ERROR': 1 };");
    expect(ids.size).toBe(0);
  });
});

describe('specs', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-mutate-')));
  const path = join(folder, 'src/wait.ts');
  const text = `export const waitMs = 5;
export const restMs = 5;
export const isLate = (ms: number) => ms > waitMs;
export const untilThree = () => {
  let n = 0;
  while (n < 3) {
    n += 1;
  }
  return n;
};
`;
  const countingText = `let calls = 0;
export function countCalls() {
  calls += 1;
  return calls;
}
`;
  const spec = `import { isLate, untilThree, waitMs } from './wait';
it('waits', () => expect(waitMs).toBe(5));
it('is late after that', () => expect([4, 6].map(isLate)).toEqual([false, true]));
it('ends', () => expect(untilThree()).toBe(3));
`;
  const countingSpec = `import { countCalls } from './calls';
it('counts calls from the first', () => expect(countCalls()).toBe(1));
`;
  const judge = async (mutants: readonly Mutant[], source: { readonly path: string; readonly text: string }) => {
    const tasks = mutants.map((mutant, id) => ({ id, mutant, source }));
    const verdicts = await judgeBySpecs([folder], () => true, tasks);
    return mutants.map(({ became }, id) => [became, verdicts.get(id)?.verdict, verdicts.get(id)?.by]);
  };

  beforeAll(() => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(path, text);
    writeFileSync(join(folder, 'src/wait.spec.ts'), spec);
    writeFileSync(join(folder, 'src/calls.ts'), countingText);
    writeFileSync(join(folder, 'src/calls.spec.ts'), countingSpec);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('kill what they notice, and let pass what they do not, while the file stays as it is', async () => {
    const mutants = makeMutants('src/wait.ts', text, ['units', 'boundaries', 'returns', 'statements']);

    expect(await judge(mutants, { path, text })).toEqual([
      ['export const waitMs = 5 * 1000;', 'killed', 'wait.spec.ts: waits'],
      ['export const waitMs = 0;', 'killed', 'wait.spec.ts: waits'],
      ['export const waitMs = 5 * 2;', 'killed', 'wait.spec.ts: waits'],
      ['export const restMs = 5 * 1000;', 'survived', undefined],
      ['export const restMs = 0;', 'survived', undefined],
      ['export const restMs = 5 * 2;', 'survived', undefined],
      ['export const isLate = (ms: number) => undefined;', 'killed', 'wait.spec.ts: is late after that'],
      ['export const isLate = (ms: number) => ms >= waitMs;', 'survived', undefined],
      ['while (n <= 3) {', 'killed', 'wait.spec.ts: ends'],
      [';', 'killed', 'wait.spec.ts: ends'],
      ['return undefined;', 'killed', 'wait.spec.ts: ends'],
    ]);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('are loaded anew for each mutant of code that remembers what it did', async () => {
    const source = { path: join(folder, 'src/calls.ts'), text: countingText };
    const mutants = makeMutants('src/calls.ts', countingText, ['statements']);

    expect(await judge(mutants, source)).toEqual([[';', 'killed', 'calls.spec.ts: counts calls from the first']]);
  });

  it('end when a mutant does not', async () => {
    const specs = await openSpecs([folder]);
    const mutant = { path, text: text.replace('n += 1', 'n += 0') };

    const { ended } = await specs.run({ specs: specs.specs, mutant, limitMs: 300 });

    specs.close();
    expect(ended).toBe('time');
  });
});

describe('the removal of alarms', () => {
  it.each(Object.entries(constructs))('still fits the code that makes each %s', (_kind, construct) => {
    const text = readFileSync(join(root, construct.file), 'utf8');

    expect(edit(text, inserted(construct, construct.remove('x')))).toContain("'x'");
  });

  it.each(weakenings)('still fits: $what', (weakening) => {
    const text = readFileSync(join(root, weakening.file), 'utf8');

    expect(() => edit(text, weakening)).not.toThrow();
  });

  it('lowers lines at ERROR, and leaves out lines that a filter counts', () => {
    const text =
      "function f() {\n  log.error('odd-thing');\n  log.info(measuredEvents.sweepFinished);\n  log.info('other');\n}";

    expect(findLineRemovals('a.ts', text).map(({ what, line }) => [what, line])).toEqual([
      ['level ERROR of odd-thing', 2],
      ['line sweepFinished', 3],
    ]);
  });
});
