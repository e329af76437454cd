import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type StandingResult, measurePromises, runStanding } from './measure-promises';
import { renderStanding } from './render-standing';
import { type StandingFault, standingFaults } from './standing-faults';
import { type StandingPromise, broken } from './standing-promise';

jest.setTimeout(3_600_000);

const root = join(__dirname, '../../../../..');
const promisesFile = join(__dirname, 'standing-promises.json');
const documentFile = join(root, 'docs/measurements.md');
const isUpdate = process.env['UPDATE_DOCS'] === '1';

/** Seeds from which the promises are drawn up: schedules, chats and operators ask, before the fault and in its middle. */
const measuredSeeds = [2, 6, 10, 14, 16, 20];

/** A commit looks at an hour of a fault in the world of a chat or in that of a schedule. */
const committedSeeds = [[10], [16]];

const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

const keyOf = ({ spec, length }: Pick<StandingFault, 'spec' | 'length'>): string => `${spec} ${length}`;

/** A line for each row, so that a change shows which rows it changes. */
const jsonOf = (promises: readonly StandingPromise[]): string =>
  `[\n${promises.map((promise) => `  ${JSON.stringify(promise)}`).join(',\n')}\n]\n`;

const readPromises = (): readonly StandingPromise[] => JSON.parse(readFileSync(promisesFile, 'utf8'));

/**
 * What a commit looks at: a sample of what readers feel for an hour, and of faults of one target for which the same is
 * promised one.
 * What readers never feel, other specs strike as well: each call, in each way, at each place.
 */
function committedSpecs(promises: readonly StandingPromise[]): ReadonlySet<string> {
  const specs = new Map<string, string>();
  for (const { spec, ...promised } of promises) {
    if (promised.length !== '1h' || promised.sights.every((sight) => sight === 'in time')) continue;
    const target = spec.slice(spec.indexOf(':'));
    const same = JSON.stringify([target, promised]);
    if (!specs.has(same)) specs.set(same, spec);
  }
  return new Set([...specs.values()].filter((_, index) => index % 12 === 0));
}

const begin = '<!-- faults that stay: written by the tests, UPDATE_DOCS=1 -->';
const end = '<!-- end of faults that stay -->';

function withSection(document: string, section: string): string {
  const [before = '', rest = ''] = document.split(begin);
  return `${before}${begin}\n${section}${end}${rest.split(end)[1] ?? ''}`;
}

const lines = (promises: readonly StandingPromise[]): string => `\n${renderStanding(promises).join('\n')}\n\n`;

describe('under a fault that stays', () => {
  it('what is promised was measured; UPDATE_DOCS=1 measures what is missing, with NIGHTLY=1 all of it', async () => {
    if (isUpdate) {
      const kept = new Map(isNightly ? [] : readPromises().map((promise) => [keyOf(promise), promise]));
      const unknown = standingFaults.filter((fault) => !kept.has(keyOf(fault)));
      for (const promise of await measurePromises(measuredSeeds, unknown)) kept.set(keyOf(promise), promise);
      writeFileSync(promisesFile, jsonOf(standingFaults.flatMap((fault) => kept.get(keyOf(fault)) ?? [])));
    }

    const known = new Set(readPromises().map(keyOf));

    const missing = standingFaults.filter((fault) => !known.delete(keyOf(fault)));
    expect([...known]).toEqual([]);
    expect(missing.filter(({ length }) => isNightly || length === '1h')).toEqual([]);
  });

  it('the document says what is promised; UPDATE_DOCS=1 writes it anew', () => {
    const before = readFileSync(documentFile, 'utf8');
    const written = withSection(before, lines(readPromises()));

    if (isUpdate) writeFileSync(documentFile, written);

    expect(readFileSync(documentFile, 'utf8')).toBe(written);
  });

  it('each world keeps what is promised for its fault', async () => {
    const promises = new Map(readPromises().map((promise) => [keyOf(promise), promise]));
    const committed = committedSpecs([...promises.values()]);
    const isTried = ({ spec, length }: StandingFault): boolean => isNightly || (length === '1h' && committed.has(spec));
    const faults = standingFaults.filter(isTried);
    const problems: string[] = [];

    const judge = ({ fault, seed, ending, violations }: StandingResult): void => {
      const promise = promises.get(keyOf(fault));
      const found = [...violations, ...(promise ? broken(promise, ending) : ['nothing is promised'])];
      if (found.length > 0) problems.push(`${fault.spec} ${fault.length}, seed ${seed}: ${found.join('; ')}`);
    };

    if (isNightly) await runStanding(faults, measuredSeeds, judge);
    for (const [turn, seeds] of isNightly ? [] : committedSeeds.entries()) {
      const some = faults.filter((_, index) => index % committedSeeds.length === turn);
      await runStanding(some, seeds, judge);
    }

    expect(problems).toEqual([]);
  });
});
