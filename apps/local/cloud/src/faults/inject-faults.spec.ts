import { parseFaultPlan } from '@pulso/world/faults';

import {
  type FaultHooks,
  type InjectedFault,
  type PlannedFaults,
  countFaults,
  createSwitchableFaults,
  faultLine,
} from './inject-faults';

const planned = (spec: string, seed = 1): PlannedFaults => ({ plan: parseFaultPlan(spec, 'local-cloud'), seed });

const hooksOf = (spec: string, seed = 1): FaultHooks & { readonly injected: Omit<InjectedFault, 'atMs'>[] } => {
  const injected: Omit<InjectedFault, 'atMs'>[] = [];
  const { hooks } = createSwitchableFaults(planned(spec, seed), (fault) => injected.push(fault), 'local');
  return { ...hooks, injected };
};

const put = { principal: 'pulso-local-bot', service: 'dynamodb', operation: 'PutItem', headers: {} };
const message = { messageId: 'message-1' };

describe('faults of a plan', () => {
  it("turns a plan into the services' faults", () => {
    const hooks = hooksOf(
      'drop-response:dynamodb.PutItem,throttle:telegram.sendMessage=2500ms,slow:telegram.editMessageText=3s,' +
        'delay:run-events=1m,duplicate:*=2m,kill:notifier=5s,refuse:telegram.answerCallbackQuery,' +
        'late-records:logs.StartQuery=1h',
    );

    expect(hooks.forCall(put)).toEqual({ kind: 'drop-response' });
    expect(hooks.forBotApi('sendMessage')).toEqual({ throttledForMs: 2500 });
    expect(hooks.forBotApi('editMessageText')).toEqual({ slowMs: 3_000 });
    expect(hooks.forBotApi('answerCallbackQuery')).toBe('refuse');
    expect(hooks.forMessage('pulso-local-run-events', message)).toEqual({ delayMs: 60_000, duplicateAfterMs: 120_000 });
    expect(hooks.forRecord()).toBe(3_600_000);
    expect(hooks.forInvocation('pulso-local-notifier', 'request-1')).toEqual({ kind: 'kill', afterMs: 5_000 });
    expect(hooks.forInvocation('pulso-local-bot', 'request-1')).toBeUndefined();
    expect(countFaults(hooks.injected)).toEqual({
      'drop-response': 1,
      throttle: 1,
      slow: 1,
      refuse: 1,
      delay: 1,
      duplicate: 1,
      kill: 1,
      'late-records': 1,
    });
  });

  it('leaves the operator, setting up, and dead-letter queues alone', () => {
    const hooks = hooksOf('refuse:*,duplicate:*,delay:*');

    expect(hooks.forCall({ ...put, principal: 'administrator' })).toBeUndefined();
    expect(hooks.forBotApi('setWebhook')).toBeUndefined();
    expect(hooks.forMessage('pulso-local-run-events-dlq', message)).toBeUndefined();
    expect(hooks.injected).toEqual([]);
  });

  it('says what each has struck', () => {
    const hooks = hooksOf('refuse:dynamodb.PutItem,delay:run-events=1m,kill:notifier=5s');

    hooks.forCall({ ...put, headers: { 'local-cloud-invocation': 'request-2' } });
    hooks.forMessage('pulso-local-run-events', message);
    hooks.forInvocation('pulso-local-notifier', 'request-1');

    expect(hooks.injected).toEqual([
      { kind: 'refuse', target: 'dynamodb.PutItem', struck: { functionName: put.principal, requestId: 'request-2' } },
      { kind: 'delay', target: 'run-events', struck: message },
      { kind: 'kill', target: 'notifier', struck: { functionName: 'pulso-local-notifier', requestId: 'request-1' } },
    ]);
  });

  it('kills at different moments unless told when, the same ones for the same seed', () => {
    const moments = (seed: number): (number | undefined)[] => {
      const hooks = hooksOf('kill:*', seed);
      return Array.from({ length: 8 }, () => hooks.forInvocation('pulso-local-bot', 'request-1')?.afterMs);
    };

    expect(new Set(moments(1)).size).toBeGreaterThan(3);
    expect(moments(1)).toEqual(moments(1));
    expect(moments(1)).not.toEqual(moments(2));
  });
});

describe('faultLine', () => {
  it('says how many faults of which kinds there were', () => {
    expect(faultLine({ duplicate: 2, kill: 1 }, 7)).toBe('Faults injected with seed 7: 3 (duplicate 2, kill 1).');
    expect(faultLine({}, 1)).toBe('Faults injected with seed 1: 0.');
  });
});

describe('a plan that is replaced', () => {
  it('lets nothing go wrong without a plan', () => {
    const injected: Omit<InjectedFault, 'atMs'>[] = [];
    const { hooks, planned } = createSwitchableFaults(undefined, (fault) => injected.push(fault), 'local');

    expect(planned()).toBeUndefined();
    expect(hooks.forCall(put)).toBeUndefined();
    expect(hooks.forMessage('pulso-local-run-events', { messageId: '1' })).toEqual({});
    expect(hooks.forInvocation('pulso-local-bot', 'request-1')).toBeUndefined();
    expect(hooks.forBotApi('sendMessage')).toBeUndefined();
    expect(injected).toEqual([]);
  });

  it('asks the plan of the moment, and no other', () => {
    const injected: Omit<InjectedFault, 'atMs'>[] = [];
    const faults = createSwitchableFaults(planned('refuse:dynamodb.PutItem'), (fault) => injected.push(fault), 'local');
    const { hooks } = faults;

    const before = hooks.forCall(put);
    faults.plan(planned('kill:bot=5s', 3));
    const during = [hooks.forCall(put), hooks.forInvocation('pulso-local-bot', 'request-1')];
    faults.plan(undefined);
    const after = hooks.forInvocation('pulso-local-bot', 'request-1');

    expect(before).toEqual({ kind: 'refuse' });
    expect(during).toEqual([undefined, { kind: 'kill', afterMs: 5_000 }]);
    expect(after).toBeUndefined();
    expect(injected.map(({ kind }) => kind)).toEqual(['refuse', 'kill']);
  });
});
