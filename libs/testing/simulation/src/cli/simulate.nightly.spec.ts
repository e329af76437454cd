import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseFaultPlan } from '@pulso/local/fault-plans';
import { UsageError } from '@pulso/operator/command-line';

import { CrashedWorldError } from './errors';
import { type SimulateDeps, simulate } from './simulate';
import { type SimulateOptions } from './simulate-options';
import { buildCommand } from './testing/build-command';
import { someOptions } from './testing/outcomes';

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
const hell = { name: 'hell', plan: parseFaultPlan('hell') };
let workerFile: string;

beforeAll(async () => {
  workerFile = await buildCommand('workers');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function simulated(overrides: Partial<SimulateOptions>, deps: Partial<SimulateDeps> = {}) {
  const lines: string[] = [];
  const isKept = await simulate(someOptions({ queryCount: 3, faults: hell, ...overrides }), {
    print: (printed) => void lines.push(...printed),
    createProgress: () => ({ update: () => undefined, end: () => undefined }),
    clock: { nowMs: () => 0, cpuMs: () => 0 },
    nodeVersion: 'v24.0.0',
    workerFile,
    signal: new AbortController().signal,
    ...deps,
  });
  return { isKept, lines, text: lines.join('\n') };
}

describe('simulate', () => {
  if (isNightly)
    it('comes to the same numbers with one worker and with two', async () => {
      const jsonOf = async (workerCount: number) => {
        const jsonFile = join(folder, `${workerCount}.json`);
        const { isKept, text } = await simulated({ seedCount: 4, workerCount, jsonFile });
        expect(isKept).toBe(true);
        return { text: text.replace(/^ +speed .*$/m, ''), json: JSON.parse(readFileSync(jsonFile, 'utf8')) };
      };

      const one = await jsonOf(1);
      const two = await jsonOf(2);

      expect(two.text).toBe(one.text);
      expect({ ...two.json, speed: undefined }).toEqual({ ...one.json, speed: undefined });
      expect(one.json).toMatchObject({ options: { seedCount: 4 }, statistics: { worlds: 4 }, violations: [] });
    });

  it('shows the same trace of a seed each time', async () => {
    const options = { isSingle: true, seedCount: 1, firstSeed: 7, wholeTrace: true };

    const first = await simulated(options);
    const second = await simulated(options);

    expect(second.text).toBe(first.text);
    expect(first.lines.length).toBeGreaterThan(50);
    expect(first.lines[0]).toMatch(/^\+ {2}0:\d\d:\d\d\.\d{3} /);
    expect(first.lines.at(-1)).toMatch(/^trace hash [0-9a-f]{8}, \d+ lines$/);
  });

  it('runs a seed alone as it ran among others', async () => {
    const hashOf = async (overrides: Partial<SimulateOptions>) => {
      const { text } = await simulated({ seedCount: 1, firstSeed: 7, ...overrides });
      return /hash of all traces +(\S+)/.exec(text)?.[1];
    };

    expect(await hashOf({ isSingle: true })).toBe(await hashOf({ workerCount: 1 }));
  });

  it('shows what it takes for granted about latencies when asked', async () => {
    const { text } = await simulated({ isSingle: true, seedCount: 1, showLatencies: true });

    expect(text).toMatch(/^Latencies in ms, assumed and not measured.*$/m);
    expect(text).toMatch(/^ {2}insights query +min \d+, p50 /m);
  });

  if (isNightly)
    it('shows what it has when it is interrupted', async () => {
      const controller = new AbortController();
      const createProgress = () => ({ update: () => controller.abort(), end: () => undefined });

      const { lines } = await simulated(
        { seedCount: 1_000_000, workerCount: 1 },
        { signal: controller.signal, createProgress },
      );

      expect(lines[0]).toMatch(/^interrupted after \d+ seeds$/);
      expect(lines).toContainEqual(expect.stringMatching(/^ {2}hash of all traces +none, worlds are missing$/));
    });

  it('shows no table of zeros when it is interrupted before the first seed was over', async () => {
    const { lines } = await simulated({ seedCount: 1_000_000, workerCount: 1 }, { signal: AbortSignal.abort() });

    expect(lines).toEqual(['Interrupted before the first seed was over: there are no numbers.']);
  });

  it('refuses a file that cannot be written before it runs anything', async () => {
    const jsonFile = join(folder, 'no such folder', 'r.json');

    await expect(simulated({ jsonFile })).rejects.toThrow(UsageError);
  });

  it('names the seeds that were under way when a worker dies', async () => {
    const brokenFile = join(folder, 'broken.js');
    writeFileSync(
      brokenFile,
      `const { parentPort } = require('node:worker_threads');
       parentPort.postMessage({ type: 'idle' });
       parentPort.on('message', () => { throw new RangeError('out of worlds'); });`,
    );

    const run = simulated({ firstSeed: 100, seedCount: 8, workerCount: 1 }, { workerFile: brokenFile });

    await expect(run).rejects.toThrow(CrashedWorldError);
    await expect(run).rejects.toThrow(
      'The simulation itself has failed with seeds 100 to 101: RangeError: out of worlds',
    );
  });
});
