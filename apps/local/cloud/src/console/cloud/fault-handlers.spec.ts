import { type FaultState } from '@pulso/local/console-api';

import { type InjectedFault } from '../../faults/inject-faults';
import { createSwitchableFaults } from '../../faults/switch-faults';
import { createFaultHandlers } from './fault-handlers';

const setUp = () => {
  const injected: InjectedFault[] = [];
  const faultPlan = createSwitchableFaults(undefined, (fault) => injected.push({ ...fault, atMs: 0 }), 'local');
  const tellOverview = jest.fn();
  const handlers = createFaultHandlers({ faultPlan, injected }, tellOverview);
  const plan = (spec: string, seed = 1) => handlers['cloud.plan-faults']({ spec, seed }) as FaultState;
  return { faultPlan, plan, tellOverview, state: () => handlers['cloud.faults']({}) as FaultState };
};

describe('createFaultHandlers', () => {
  it('says that nothing is on, and what could be', () => {
    const { rules, struck, kinds } = setUp().state();

    expect([rules, struck]).toEqual([[], []]);
    expect(kinds.find(({ kind }) => kind === 'kill')?.targets).toContain('query-worker');
    expect(kinds.map(({ kind }) => kind)).not.toContain('clock-skew');
  });

  it('switches rules on, counts what they strike, and begins anew with others', () => {
    const { faultPlan, plan, state, tellOverview } = setUp();
    const first = plan('kill:bot@1x2,kill:notifier', 5);
    expect(tellOverview).toHaveBeenCalledTimes(1);
    for (const name of ['notifier', 'bot', 'notifier'])
      faultPlan.hooks.forInvocation(`pulso-local-${name}`, 'request-1');
    const counted = state();

    const second = plan('hell');

    expect(first.rules.map(({ rule }) => rule)).toEqual(['kill:botx2', 'kill:notifier']);
    expect(first.seed).toBe(5);
    expect(counted.struck).toEqual([
      { kind: 'kill', target: 'notifier', count: 2 },
      { kind: 'kill', target: 'bot', count: 1 },
    ]);
    expect(second.struck).toEqual([]);
    expect(second.rules.length).toBeGreaterThan(5);
  });

  it('switches all off', () => {
    const { faultPlan, plan } = setUp();
    plan('hell');

    expect(plan('none').rules).toEqual([]);
    expect(faultPlan.planned()).toBeUndefined();
  });

  it('refuses rules in words and leaves on what is on', () => {
    const { plan, state } = setUp();
    plan('kill:bot');

    expect(() => plan('kill:butler')).toThrow(
      /Part 1 of the fault plan, "kill:butler" at character 1: kill has no target/,
    );
    expect(state().rules.map(({ rule }) => rule)).toEqual(['kill:bot']);
  });
});
