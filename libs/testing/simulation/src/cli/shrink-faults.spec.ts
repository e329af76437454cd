import { type FaultPlan, formatFaultPlan, parseFaultPlan } from '@pulso/world/faults';

import { shrinkFaults } from './shrink-faults';

const plan = parseFaultPlan('duplicate:*,kill:*@0.1,slow:*,drop-response:telegram.sendMessage');

const has = ({ rules }: FaultPlan, kind: string): boolean =>
  rules.some((rule) => rule.kind === kind && rule.probability > 0);

describe('shrinkFaults', () => {
  it('omits needless rules and names the target of the others', async () => {
    const breaks = async (candidate: FaultPlan) =>
      has(candidate, 'drop-response') &&
      has(candidate, 'kill') &&
      candidate.rules.some(({ kind, target }) => kind === 'kill' && ['*', 'notifier'].includes(target));

    const { plan: smallest } = await shrinkFaults(plan, breaks);

    expect(formatFaultPlan(smallest)).toBe('kill:notifier@0.1,drop-response:telegram.sendMessage');
  });

  it('keeps a rule with the probability 0 if the others would draw differently without it', async () => {
    const breaks = async (candidate: FaultPlan) => candidate.rules.length === 4 && has(candidate, 'slow');

    const { plan: smallest } = await shrinkFaults(plan, breaks);

    expect(smallest.rules.map(({ probability }) => probability)).toEqual([0, 0, 1, 0]);
  });

  it('keeps the plan when each part of it is needed', async () => {
    const breaks = async (candidate: FaultPlan) => formatFaultPlan(candidate) === formatFaultPlan(plan);

    expect((await shrinkFaults(plan, breaks)).plan).toEqual(plan);
  });

  it('ends after a bounded number of trials', async () => {
    const rules = Array.from({ length: 200 }, () => ({ kind: 'kill' as const, target: '*', probability: 1 }));
    let count = 0;
    const breaks = async ({ rules: left }: FaultPlan) => {
      count += 1;
      return left.length === rules.length;
    };

    expect((await shrinkFaults({ rules }, breaks)).triedCount).toBe(300);
    expect(count).toBe(300);
  });
});
