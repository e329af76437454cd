import { type ReportPlan } from '@pulso/contracts/report-plan';

import { rememberPlans } from './create-run-store';

const plan = (reportId: string): ReportPlan => ({
  reportId,
  title: { en: 'A report' },
  trigger: 'manual',
  windowStartMs: 0,
  windowEndMs: 60_000,
  queries: [],
  destinations: [],
  plannedAtMs: 1,
  reportDueAtMs: 3,
  giveUpAtMs: 2,
});

describe('rememberPlans', () => {
  it('reads the plan of each run once', async () => {
    const read: string[] = [];
    const planOf = rememberPlans(async (runId) => {
      read.push(runId);
      return plan(runId);
    });

    const first = await planOf('a');
    const again = await planOf('a');
    const other = await planOf('b');

    expect(read).toEqual(['a', 'b']);
    expect(again).toBe(first);
    expect(other.reportId).toBe('b');
  });

  it('remembers twenty plans, and forgets the oldest for one more', async () => {
    const read: string[] = [];
    const planOf = rememberPlans(async (runId) => {
      read.push(runId);
      return plan(runId);
    });
    const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
    for (const id of [...ids, ...ids]) await planOf(id);
    expect(read).toEqual(ids);

    for (const id of ['20', '1', '0']) await planOf(id);

    expect(read.slice(20)).toEqual(['20', '0']);
  });

  it('does not remember a failed read', async () => {
    let attempts = 0;
    const planOf = rememberPlans(async () => {
      attempts += 1;
      throw new Error('malformed');
    });

    await expect(planOf('x')).rejects.toThrow('malformed');
    await expect(planOf('x')).rejects.toThrow('malformed');
    expect(attempts).toBe(2);
  });
});
