import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadBundle } from './load-bundle';

describe('loadBundle', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const contender = (source: string) => {
    const file = join(folder, 'handler.js');
    writeFileSync(file, source);
    return { name: 'bot', file, environment: { BURN_MS: '100' } };
  };

  it('tells the CPU time of the bundle apart from that of the process, with the variables of its function', () => {
    const busy = 'while (process.cpuUsage().user < 2_000 * Number(process.env.BURN_MS));';

    const { processMs, loadMs } = loadBundle(contender(busy));

    expect(loadMs).toBeGreaterThan(100);
    expect(processMs).toBeGreaterThan(loadMs);
  });

  it('says which bundle can not be loaded, and why', () => {
    expect(() => loadBundle(contender('throw new Error("no table " + process.env.BURN_MS)'))).toThrow(
      /^bot can't be loaded: [^]*no table 100/,
    );
  });
});
