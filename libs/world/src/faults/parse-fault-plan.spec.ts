import { type FaultPlan, faultPresets, formatFaultPlan } from './fault-plan';
import { FaultPlanError, parseFaultPlan } from './parse-fault-plan';

const messageOf = (text: string, host?: 'local-cloud'): string => {
  try {
    parseFaultPlan(text, host);
  } catch (error) {
    if (error instanceof FaultPlanError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('parseFaultPlan', () => {
  it('reads a list of rules', () => {
    const text =
      'duplicate:run-events@0.2, drop-response:dynamodb.TransactWriteItems@0.05x3,throttle:logs.StartQuery@.3,' +
      'kill:query-worker@0.1,slow:telegram.sendMessage=5s@0.1,delay:report-updates=60s,refuse:dynamodb.*x2';

    expect(parseFaultPlan(text, 'local-cloud').rules).toEqual([
      { kind: 'duplicate', target: 'run-events', probability: 0.2 },
      { kind: 'drop-response', target: 'dynamodb.TransactWriteItems', probability: 0.05, limit: 3 },
      { kind: 'throttle', target: 'logs.StartQuery', probability: 0.3 },
      { kind: 'kill', target: 'query-worker', probability: 0.1 },
      { kind: 'slow', target: 'telegram.sendMessage', probability: 0.1, durationMs: 5_000 },
      { kind: 'delay', target: 'report-updates', probability: 1, durationMs: 60_000 },
      { kind: 'refuse', target: 'dynamodb.*', probability: 1, limit: 2 },
    ]);
  });

  it('reads presets by name, alone and followed by rules', () => {
    expect(parseFaultPlan('none')).toEqual({ rules: [] });
    expect(parseFaultPlan(' hell ')).toEqual(faultPresets.hell);
    expect(parseFaultPlan('default,kill:bot').rules).toHaveLength(faultPresets.default.rules.length + 1);
  });

  it('omits from presets what the local cloud cannot do, and refuses it in a rule', () => {
    expect(parseFaultPlan('hell', 'local-cloud').rules.map(({ kind }) => kind)).toEqual([
      'duplicate',
      'delay',
      'refuse',
      'drop-response',
      'throttle',
      'slow',
      'kill',
    ]);
    expect(messageOf('kill:bot,stale-read:dynamodb.GetItem', 'local-cloud')).toBe(
      'Part 2 of the fault plan, "stale-read:dynamodb.GetItem" at character 10: only the simulation can do "stale-read" ' +
        '(npm run simulate); the local cloud can do duplicate, delay, refuse, drop-response, throttle, slow, kill, ' +
        'late-records.',
    );
  });

  it.each<FaultPlan>([faultPresets.none, faultPresets.default, faultPresets.hell])(
    'reads what formatFaultPlan writes (%#)',
    (plan) => {
      expect(parseFaultPlan(formatFaultPlan(plan))).toEqual(plan);
    },
  );

  it.each([
    ['', /empty\. For no faults, say none/],
    [' \n', /empty/],
    ['heaven', /Part 1 .*"heaven" at character 1: it is neither a preset \(none, default, hell\) nor a rule/],
    ['kill:bot,', /Part 2 .* at character 10: it is empty/],
    [
      'kill:bot, kil:bot',
      /Part 2 of the fault plan, "kil:bot" at character 11: there is no kind of fault "kil"; kinds/,
    ],
    ['__proto__:bot', /no kind of fault "__proto__"/],
    ['kill:butler', /kill has no target "butler"; it can strike bot, dispatcher, query-worker/],
    ['kill:run-events', /kill has no target "run-events"/],
    ['duplicate:dynamodb.*', /duplicate has no target "dynamodb\.\*"; it can strike query-jobs/],
    ['kill:bot@1.5', /the probability is 1\.5, not a number from 0 to 1/],
    ['kill:bot@-1', /is not kind:target/],
    ['kill:bot@', /is not kind:target/],
    ['kill:bot=5', /is not kind:target/],
    ['kill:bot@0.1x0', /the limit is 0, not a whole number from 1/],
    ['refuse:dynamodb.GetItem=5s', /refuse takes no duration/],
    ['delay:run-events=400h', /the duration is 1440000000 ms, not 0 to/],
    ['kill:bot,kill:bot@0.1', /Rules 1 and 2 of the fault plan are both for kill:bot/],
    ['{"rules": []}', /is not kind:target/],
  ])('refuses %j and says what is wrong', (text, problem) => {
    expect(messageOf(text)).toMatch(problem);
    expect(messageOf(text).length).toBeLessThan(700);
  });

  it('does not let the local cloud wait for a minute and more in real time', () => {
    expect(messageOf('slow:dynamodb.GetItem=2m', 'local-cloud')).toMatch(/not 0 to 60000 ms/);
    expect(messageOf('slow:dynamodb.GetItem=2m')).toBe('no error');
  });
});
