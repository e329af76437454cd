import { services } from '@pulso/contracts/envelope';

import { ActionDeniedError, CredentialsError, NotEmulatedError, ThrottledError, UnreachableError } from './errors';
import { examine } from './examine';
import { type DoctorPorts } from './ports';
import { dailyScheduleWith, examineWith, healthyPorts, nowMs, stage } from './testing/healthy-stage';

const events = (lines: readonly { atMs: number; message: string }[], isCut = false): Partial<DoctorPorts> => ({
  readEvents: async () => ({ lines, isCut }),
});

describe('examine', () => {
  it('says ok of everything in a healthy stage', async () => {
    const findings = await examineWith();

    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect([...new Set(findings.map(({ area }) => area))]).toEqual([
      ...['account', 'concurrency', 'insights', 'functions', 'tables', 'logs'],
      ...['mappings', 'schedules', 'secrets', 'bot'],
      ...['webhook', 'commands', 'chats', 'mail', 'alerts', 'alarms', 'queues', 'waiting', 'reports'],
    ]);
  });

  it('waits for no report before its schedule was there, nor for one that has nothing to say', async () => {
    const fresh = await examineWith({
      ...dailyScheduleWith({ createdAtMs: nowMs - 60_000 }),
      ...events([]),
    });
    const silent = await examineWith();

    expect(fresh).toContainEqual({
      area: 'reports',
      verdict: 'ok',
      text: 'daily was not due yet since it was scheduled',
    });
    for (const text of [/^failures: .* only when its condition is met/, /^watch: .* only when something is unusual/]) {
      expect(silent).toContainEqual(expect.objectContaining({ verdict: 'ok', text: expect.stringMatching(text) }));
    }
  });

  it.each([
    ['another account', { region: 'eu-central-1', accountId: '999999999999' }, /name the account 999999999999/],
    ['another region', { region: 'us-east-1' }, /name the region us-east-1/],
  ])('says that the credentials lead to %s, and asks nothing more', async (_title, expected, text) => {
    const readFunction = jest.fn(healthyPorts.readFunction);

    const findings = await examineWith({ readFunction }, { expected });

    expect(findings).toMatchObject([
      { area: 'account', verdict: 'failed', text: expect.stringMatching(text) },
      { area: 'the rest', verdict: 'warning', text: 'not checked, as the stage is elsewhere' },
    ]);
    expect(readFunction).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<DoctorPorts>, object]>([
    [
      'a permission that the credentials lack',
      { readAlarms: () => Promise.reject(new ActionDeniedError('cloudwatch:DescribeAlarms')) },
      {
        ...{ area: 'alarms', verdict: 'warning', advice: 'allow it: apps/operator/README.md' },
        text: 'not checked: the credentials may not do cloudwatch:DescribeAlarms',
      },
    ],
    [
      'what AWS takes no calls for at present',
      { readMappings: () => Promise.reject(new ThrottledError('lambda:ListEventSourceMappings')) },
      {
        ...{ area: 'mappings', verdict: 'warning', advice: 'run it again in a minute' },
        text: 'not checked: AWS takes no more calls of lambda:ListEventSourceMappings at present',
      },
    ],
    [
      'what a check itself gets wrong',
      { readQueue: () => Promise.reject(new TypeError('slip')) },
      { area: 'queues', verdict: 'failed', text: 'the check itself has failed: TypeError: slip' },
    ],
  ])('says %s, never ok, and goes on with the other checks', async (_what, ports, finding) => {
    const findings = await examineWith(ports);

    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([finding]);
  });

  it('finds nothing to warn of in what the local cloud does not have', async () => {
    const findings = await examineWith({
      readSubscriptions: () => Promise.reject(new NotEmulatedError('sns:ListSubscriptionsByTopic')),
    });

    expect(findings).toContainEqual({
      ...{ area: 'alerts', verdict: 'ok' },
      text: 'nothing to check here: the local cloud does not have sns:ListSubscriptionsByTopic',
    });
  });

  it.each([
    ['no credentials', new CredentialsError('there are no AWS credentials', 'log in')],
    ['no network', new UnreachableError('AWS (sts)', 'ENOTFOUND')],
  ])('asks nothing more with %s', async (_title, error) => {
    const readFunction = jest.fn(healthyPorts.readFunction);

    const findings = await examineWith({ readIdentity: () => Promise.reject(error), readFunction });

    expect(findings.map(({ area, verdict }) => [area, verdict])).toEqual([
      ['account', 'failed'],
      ['the rest', 'warning'],
    ]);
    expect(readFunction).not.toHaveBeenCalled();
  });

  it('tells once that Telegram can not be reached, and why others were not made', async () => {
    const unreachable = new UnreachableError('Telegram', 'ECONNREFUSED');

    const findings = await examineWith({ openTelegram: () => () => Promise.reject(unreachable) });

    expect(findings.filter(({ verdict }) => verdict !== 'ok').map(({ area, verdict }) => [area, verdict])).toEqual([
      ['bot', 'failed'],
      ['webhook', 'warning'],
      ['commands', 'warning'],
      ['chats', 'warning'],
    ]);
    expect(findings).toContainEqual({
      area: 'chats',
      verdict: 'warning',
      text: "not checked, as Telegram can't be reached: ECONNREFUSED",
    });
  });

  it('ends a check that gets no answer, and not the others', async () => {
    const limits: (() => void)[] = [];

    const examining = examine(
      { stage, expected: { region: 'eu-central-1' }, catalogue: [], nowMs },
      {
        ports: { ...healthyPorts, readQueue: () => new Promise(() => undefined) },
        limitMs: 20_000,
        sleep: () => new Promise<void>((resolve) => limits.push(resolve)),
      },
    );
    while (limits.length < 18) await new Promise((resolve) => setImmediate(resolve));
    for (const end of limits) end();
    const findings = await examining;

    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([
      { area: 'queues', verdict: 'warning', text: 'not checked: it took longer than 20 s', advice: 'run it again' },
    ]);
  });

  it("goes by AWS's clock, where the clock here is wrong", async () => {
    const readIdentity = async () => ({ ...(await healthyPorts.readIdentity()), nowMs });

    const findings = await examineWith({ readIdentity }, { nowMs: nowMs + 86_400_000 });

    expect(findings).toContainEqual(
      expect.objectContaining({ area: 'reports', verdict: 'ok', text: expect.stringMatching(/59 min ago, complete$/) }),
    );
  });

  it('reads what several checks need once', async () => {
    const readFunction = jest.fn(healthyPorts.readFunction);
    const readIdentity = jest.fn(healthyPorts.readIdentity);

    await examineWith({ readFunction, readIdentity });

    expect(readFunction).toHaveBeenCalledTimes(services.length);
    expect(readIdentity).toHaveBeenCalledTimes(1);
  });
});
