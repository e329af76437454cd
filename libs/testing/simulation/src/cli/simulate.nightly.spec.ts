import { join } from 'node:path';

import { build } from 'esbuild';
import { parseFaultPlan } from '@pulso/world/faults';

import { simulate } from './simulate';
import { type SimulateOptions } from './simulate-options';

const root = join(__dirname, '../../../../..');
/** Worker threads need the program on disk, beside the packages. */
const workerFile = join(root, 'dist/simulate-specs/main.js');

beforeAll(() =>
  build({
    ...{ entryPoints: [join(root, 'libs/testing/simulation/src/main.ts')], outfile: workerFile },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node22', packages: 'external' },
    ...{ tsconfig: join(root, 'tsconfig.base.json'), logLevel: 'silent' },
  }),
);

async function simulated(overrides: Partial<SimulateOptions>, workerCount = 1) {
  const lines: string[] = [];
  const options: SimulateOptions = {
    ...{ firstSeed: 7, seedCount: 1, isSingle: false, queryCount: 3, isPersistent: false, wholeTrace: false },
    ...{ faultsName: 'hell', faults: parseFaultPlan('hell'), lasting: undefined, lastingMs: undefined },
    ...overrides,
  };
  const print = (printed: readonly string[]): void => void lines.push(...printed);
  const isKept = await simulate(options, { print, nowMs: () => 0, workerCount, workerFile });
  return { isKept, lines };
}

describe('simulate', () => {
  it('gives the same numbers with one worker and with two', async () => {
    const one = await simulated({ seedCount: 4 });
    const two = await simulated({ seedCount: 4 }, 2);

    expect(one.isKept).toBe(true);
    expect(two.lines).toEqual(one.lines);
    expect(one.lines).toContainEqual(expect.stringMatching(/^ {2}violations +none$/));
  });

  it('shows the same trace of a seed each time', async () => {
    const options = { isSingle: true, wholeTrace: true };

    const first = await simulated(options);
    const second = await simulated(options);

    expect(second.lines).toEqual(first.lines);
    expect(first.lines.length).toBeGreaterThan(50);
    expect(first.lines[0]).toMatch(/^\+ {2}0:\d\d:\d\d\.\d{3} /);
    expect(first.lines.at(-1)).toMatch(/^trace hash [0-9a-f]{8}, \d+ lines$/);
  });

  it('runs a seed alone as it ran among others', async () => {
    const hashOf = async (overrides: Partial<SimulateOptions>) =>
      (await simulated(overrides)).lines.find((line) => line.includes('hash of all traces'));

    expect(await hashOf({ isSingle: true })).toBe(await hashOf({}));
  });
});
