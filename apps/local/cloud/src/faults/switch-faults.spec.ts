import { parseFaultPlan } from '@pulso/local/fault-plans';

import { type InjectedFault, type PlannedFaults, createFaultHooks } from './inject-faults';
import { createSwitchableFaults } from './switch-faults';

const planned = (spec: string, seed = 1): PlannedFaults => ({ plan: parseFaultPlan(spec, 'local-cloud'), seed });

const call = { principal: 'pulso-local-bot', service: 'dynamodb', operation: 'PutItem', headers: {} };

describe('createSwitchableFaults', () => {
  it('lets nothing go wrong without a plan', () => {
    const injected: Omit<InjectedFault, 'atMs'>[] = [];
    const { hooks, planned } = createSwitchableFaults(undefined, (fault) => injected.push(fault), 'local');

    expect(planned()).toBeUndefined();
    expect(hooks.forCall(call)).toBeUndefined();
    expect(hooks.forMessage('pulso-local-run-events', { messageId: '1' })).toBeUndefined();
    expect(hooks.forInvocation('pulso-local-bot', 'request-1')).toBeUndefined();
    expect(hooks.forBotApi('sendMessage')).toBeUndefined();
    expect(injected).toEqual([]);
  });

  it('draws what the plan of the start alone would have drawn', () => {
    const start = planned('refuse:dynamodb.*@0.5', 7);
    const alone = createFaultHooks(start, () => undefined, 'local');
    const { hooks } = createSwitchableFaults(start, () => undefined, 'local');

    const draw = (forCall: typeof alone.forCall): boolean[] =>
      Array.from({ length: 30 }, () => forCall(call) !== undefined);

    expect(draw(hooks.forCall)).toEqual(draw(alone.forCall));
  });

  it('asks the plan of the moment, and no other', () => {
    const injected: Omit<InjectedFault, 'atMs'>[] = [];
    const faults = createSwitchableFaults(planned('refuse:dynamodb.PutItem'), (fault) => injected.push(fault), 'local');
    const { hooks } = faults;

    const before = hooks.forCall(call);
    faults.plan(planned('kill:bot=5s', 3));
    const during = [hooks.forCall(call), hooks.forInvocation('pulso-local-bot', 'request-1')];
    faults.plan(undefined);
    const after = hooks.forInvocation('pulso-local-bot', 'request-1');

    expect(before).toEqual({ kind: 'refuse' });
    expect(during).toEqual([undefined, { kind: 'kill', afterMs: 5_000 }]);
    expect(after).toBeUndefined();
    expect(injected.map(({ kind }) => kind)).toEqual(['refuse', 'kill']);
  });
});
