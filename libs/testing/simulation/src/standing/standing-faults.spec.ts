import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { measurePromises, runStanding } from './measure-promises';
import { renderStanding } from './render-standing';
import { standingFaults } from './standing-faults';
import { type StandingPromise, broken } from './standing-promise';

jest.setTimeout(3_600_000);

const root = join(__dirname, '../../../../..');
const promisesFile = join(__dirname, 'standing-promises.json');
const documentFile = join(root, 'docs/reliability.md');
const isNightly = process.env['NIGHTLY'] === '1';
const isUpdate = process.env['UPDATE_DOCS'] === '1';

/** Seeds from which the promises are drawn up: schedules, chats and operators ask, before the fault and in its middle. */
const measuredSeeds = Array.from({ length: 24 }, (_, seed) => seed);

/** A commit looks at an hour of each fault, in the world of a schedule and in that of a chat. */
const committedSeeds = [10, 16];

const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

const readPromises = (): readonly StandingPromise[] => JSON.parse(readFileSync(promisesFile, 'utf8'));

const begin = '<!-- faults that stay: written by the tests, UPDATE_DOCS=1 -->';
const end = '<!-- end of faults that stay -->';

function sectionOf(document: string): string {
  const [, afterBegin = ''] = document.split(`${begin}\n`);
  return afterBegin.split(`\n${end}`)[0] ?? '';
}

const lines = (promises: readonly StandingPromise[]): string => `\n${renderStanding(promises).join('\n')}\n`;

describe('under a fault that stays', () => {
  it('what is promised was measured; NIGHTLY=1 UPDATE_DOCS=1 does so anew', async () => {
    if (isUpdate && isNightly) {
      const promises = await measurePromises(measuredSeeds);
      writeFileSync(promisesFile, `[\n${promises.map((promise) => `  ${JSON.stringify(promise)}`).join(',\n')}\n]\n`);
    }

    const known = readPromises().map(({ spec, length }) => `${spec} ${length}`);

    expect(known).toEqual(standingFaults.map(({ spec, length }) => `${spec} ${length}`));
  });

  it('the document says what is promised; UPDATE_DOCS=1 writes it anew', () => {
    const before = readFileSync(documentFile, 'utf8');
    const written = before.replace(sectionOf(before), () => lines(readPromises()));

    if (isUpdate) writeFileSync(documentFile, written);

    expect(readFileSync(documentFile, 'utf8')).toBe(written);
  });

  it('each world keeps what is promised for its fault', async () => {
    const promises = new Map(readPromises().map((promise) => [`${promise.spec} ${promise.length}`, promise]));
    const faults = isNightly ? standingFaults : standingFaults.filter(({ length }) => length === '1h');
    const problems: string[] = [];

    await runStanding(faults, isNightly ? measuredSeeds : committedSeeds, ({ fault, seed, ending, violations }) => {
      const promise = promises.get(`${fault.spec} ${fault.length}`);
      const found = [...violations, ...(promise ? broken(promise, ending) : ['nothing is promised'])];
      if (found.length > 0) problems.push(`${fault.spec} ${fault.length}, seed ${seed}: ${found.join('; ')}`);
    });

    expect(problems).toEqual([]);
  });
});
