import { type ReportPlan } from '@pulso/contracts/report-plan';

import { rememberPlans } from './remember-plans';
import { text } from './runs-table';

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
  it('decodes a plan once, and another text anew', () => {
    const decoded: string[] = [];
    const planOf = rememberPlans((item) => {
      decoded.push(item.plan?.S ?? '');
      return plan(item.plan?.S ?? '');
    });

    const [first, again, other] = ['a', 'a', 'b'].map((name) => planOf({ plan: text(name) }));

    expect(decoded).toEqual(['a', 'b']);
    expect(again).toBe(first);
    expect(other?.reportId).toBe('b');
  });

  it('forgets the oldest of many', () => {
    let decodedCount = 0;
    const planOf = rememberPlans(() => {
      decodedCount += 1;
      return plan('a');
    });

    for (let index = 0; index < 100; index += 1) planOf({ plan: text(`${index}`) });
    planOf({ plan: text('99') });
    planOf({ plan: text('0') });

    expect(decodedCount).toBe(101);
  });

  it('does not remember what can not be decoded', () => {
    let attempts = 0;
    const planOf = rememberPlans(() => {
      attempts += 1;
      throw new Error('malformed');
    });

    expect(() => planOf({ plan: text('x') })).toThrow('malformed');
    expect(() => planOf({ plan: text('x') })).toThrow('malformed');
    expect(attempts).toBe(2);
  });
});
