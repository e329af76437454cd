import { type FaultState } from '@pulso/local/console-api';

import { type InjectedFault, createSwitchableFaults } from '../../faults/inject-faults';
import { createHealthHandlers } from './health-handlers';

const alarm = { name: 'bot-errors', description: 'The bot has failed.' };
const denial = { message: 'User: x is not authorized', action: 'a:B', resource: '*', count: 2 };

const setUp = () => {
  const injected: InjectedFault[] = [];
  const faultPlan = createSwitchableFaults(undefined, (fault) => injected.push({ ...fault, atMs: 0 }), 'local');
  const tellOverview = jest.fn();
  const ring = { state: 'ALARM' as const, reason: 'too many', sinceMs: 5 };
  const handlers = createHealthHandlers(
    {
      ...{ faultPlan, injected, alarms: () => [{ alarm, ...ring }] },
      access: { denials: () => [denial] },
    },
    tellOverview,
  );
  const health = async () => handlers['cloud.health']({});
  const plan = (spec: string) => handlers['cloud.plan-faults']({ spec }) as FaultState;
  return { faultPlan, plan, tellOverview, health, state: async () => (await health()).faults };
};

describe('createHealthHandlers', () => {
  it('tells of alarms and of refused calls', async () => {
    const { alarms, refusals } = await setUp().health();

    expect(alarms).toEqual([{ ...alarm, state: 'ALARM', reason: 'too many', sinceMs: 5 }]);
    expect(refusals).toEqual([{ message: denial.message, count: 2 }]);
  });

  it('switches rules on, counts what they strike, and begins anew with others', async () => {
    const { faultPlan, plan, state, tellOverview } = setUp();
    const first = plan('kill:bot@1x2,kill:notifier');
    expect(tellOverview).toHaveBeenCalledTimes(1);
    for (const name of ['notifier', 'bot', 'notifier'])
      faultPlan.hooks.forInvocation(`pulso-local-${name}`, 'request-1');
    const counted = await state();

    const second = plan('hell');

    expect(first.rules.map(({ rule }) => rule)).toEqual(['kill:botx2', 'kill:notifier']);
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

    expect(plan('none')).toEqual({ rules: [], struck: [] });
    expect(faultPlan.planned()).toBeUndefined();
  });

  it('refuses rules in words and leaves on what is on', async () => {
    const { plan, state } = setUp();
    plan('kill:bot');

    expect(() => plan('kill:butler')).toThrow(
      /Part 1 of the fault plan, "kill:butler" at character 1: kill has no target/,
    );
    expect((await state()).rules.map(({ rule }) => rule)).toEqual(['kill:bot']);
  });
});
