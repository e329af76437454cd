import type { RunDetail } from '@pulso/local/console-api';

import { differencesOf } from './comparison';
import { tellItem } from './testing/tell-item';

const runOf = (durationMs: number, items: ReturnType<typeof tellItem>[]): RunDetail => ({
  ...{ runId: 'r', reportId: 'r', trigger: 'chat', state: 'complete', askedAtMs: 0, nowMs: 100_000 },
  ...{ bytesScanned: durationMs, faultCount: 0, durationMs },
  lanes: [{ id: 'query-worker: groups', service: 'query-worker', title: 'groups', items }],
});

describe('differencesOf', () => {
  it('tells how long two runs took, and then where they differ most', () => {
    const quick = runOf(3_000, [tellItem(0, 1_000, 'wait'), tellItem(1_000, 2_000)]);
    const slow = runOf(9_000, [tellItem(0, 1_500, 'wait'), tellItem(1_500, 8_000)]);

    expect(differencesOf(quick, slow).map(({ what, values }) => [what, ...values])).toEqual([
      ['From its request until its end, or now', 3_000, 9_000],
      ['Scanned', 3_000, 9_000],
      ['Faults', 0, 0],
      ['groups (query-worker): all work together', 1_000, 6_500],
      ['groups (query-worker): all waits together', 1_000, 1_500],
    ]);
  });

  it('counts what began before the end until the end, and what still goes on until now', () => {
    const over = runOf(5_000, [tellItem(0, 60_000, 'wait'), tellItem(50_000, 60_000)]);
    const { durationMs: _, ...going } = runOf(0, [tellItem(0, undefined)]);

    expect(differencesOf(over, going).map(({ what, values }) => [what, ...values])).toEqual([
      ['From its request until its end, or now', 5_000, 100_000],
      ['Scanned', 5_000, 0],
      ['Faults', 0, 0],
      ['groups (query-worker): all work together', 0, 100_000],
      ['groups (query-worker): all waits together', 5_000, 0],
    ]);
  });
});
