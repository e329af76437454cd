import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalCloudError } from '../errors';
import { prepareDemoDay } from './demo-day';

const nowMs = Date.parse('2026-11-25T23:59:00Z');
const minuteMs = 60_000;

describe('prepareDemoDay', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-demo-day-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes up the day whose report is due today at 12:30 UTC, and two weeks before it', async () => {
    const { day, reportAtMs, startMs } = await prepareDemoDay({}, nowMs);

    expect(reportAtMs).toBe(Date.parse('2026-11-25T12:30:00Z'));
    expect(day.past?.days).toHaveLength(14);
    expect(startMs).toBe((day.updates[0]?.atMs ?? 0) - minuteMs);
  });

  it('takes another time, in whole seconds', async () => {
    const { reportAtMs } = await prepareDemoDay({ reportAtMs: Date.parse('2026-11-20T08:00:00.700Z') }, nowMs);

    expect(reportAtMs).toBe(Date.parse('2026-11-20T08:00:00Z'));
  });

  it('takes a folder for the state that holds none', async () => {
    writeFileSync(join(folder, 'notes.txt'), '');

    const prepared = prepareDemoDay({ stateFolder: folder }, nowMs);

    await expect(prepared).resolves.toBeDefined();
  });

  it('refuses a folder that holds a state', async () => {
    writeFileSync(join(folder, 'state.ndjson'), '');

    const prepared = prepareDemoDay({ stateFolder: folder }, nowMs);

    await expect(prepared).rejects.toThrow(LocalCloudError);
    await expect(prepared).rejects.toThrow(`${folder} already holds the state of one. Leave out --demo to go on`);
  });
});
