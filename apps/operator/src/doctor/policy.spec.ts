import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type AccessControl,
  type Gateway,
  type LocalService,
  createAccessControl,
  startGateway,
} from '@pulso/local/aws';
import { createLocalClock } from '@pulso/world/time';
import { ActionDeniedError, type DoctorPorts, createDoctorPorts, neededActions } from '@pulso/operator/deployed-stage';

const [accountId, region, doctor] = ['123456789012', 'eu-central-1', 'doctor'];
const roleArn = `arn:aws:iam::${accountId}:role/${doctor}`;

interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly { readonly Action: readonly string[] }[];
}

/** The policy of README.md, for the stage `prod`. */
function readPolicy(): PolicyDocument {
  const text = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const policy = /```json\n(?<policy>.*?)```/s.exec(text)?.groups?.['policy'] ?? '{}';
  return JSON.parse(policy.replaceAll('STAGE', 'prod').replaceAll('REGION', region).replaceAll('ACCOUNT', accountId));
}

const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** Who calls is a session of the role, as a function is. */
const accessOf = (policy: PolicyDocument): AccessControl =>
  createAccessControl({
    definition: {
      accountId,
      region,
      functions: [
        {
          name: doctor,
          arn: `arn:aws:lambda:${region}:${accountId}:function:${doctor}`,
          roleArn,
          handler: 'handler.handler',
          runtime: 'nodejs24.x',
          packagePath: '/dev/null',
          timeoutSeconds: 1,
          memoryMb: 128,
          environment: {},
          logGroupName: '/doctor',
          logFormat: 'JSON',
          publicUrl: false,
          asyncInvoke: { maximumRetryAttempts: 0, maximumEventAgeSeconds: 60 },
        },
      ],
      roles: [{ name: doctor, arn: roleArn, assumeRolePolicy: nothing, policies: [policy] }],
    },
    administrators: [],
  });

/** Answers everything with next to nothing: what is asked for matters here. */
const services = ['dynamodb', 'lambda', 'logs', 'monitoring', 'scheduler', 'ses', 'sqs', 'ssm', 'sts'].map(
  (name): LocalService => ({
    name,
    handle: async () => ({ status: 200, body: '{"QueueUrl":"http://127.0.0.1/123456789012/pulso-prod-run-events"}' }),
  }),
);

/** Each read once, of what the checks read, but for the subscriptions: the local cloud has no SNS. */
const reads: Readonly<
  Record<Exclude<keyof DoctorPorts, 'openTelegram' | 'readSubscriptions'>, (ports: DoctorPorts) => Promise<unknown>>
> = {
  readIdentity: (ports) => ports.readIdentity(),
  readConcurrency: (ports) => ports.readConcurrency(),
  countRunningQueries: (ports) => ports.countRunningQueries(),
  readFunction: (ports) => ports.readFunction('pulso-prod-bot'),
  readReservedConcurrency: (ports) => ports.readReservedConcurrency('pulso-prod-bot'),
  readFunctionUrl: (ports) => ports.readFunctionUrl('pulso-prod-bot'),
  readMappings: (ports) => ports.readMappings('pulso-prod-notifier'),
  readSchedule: (ports) => ports.readSchedule('pulso-prod-run-sweep'),
  readParameters: (ports) => ports.readParameters(['/pulso/prod/bot-token']),
  readQueue: (ports) => ports.readQueue('pulso-prod-run-events'),
  readOldestAges: (ports) => ports.readOldestAges(['pulso-prod-run-events']),
  readTableStatus: (ports) => ports.readTableStatus('pulso-prod-users'),
  readLogGroupNames: (ports) => ports.readLogGroupNames('/aws/lambda/pulso-prod-'),
  readMailAccount: (ports) => ports.readMailAccount(),
  readMailIdentity: (ports) => ports.readMailIdentity('example.com'),
  readAlarms: (ports) => ports.readAlarms('pulso-prod-'),
  readEvents: (ports) => ports.readEvents('/aws/lambda/pulso-prod-notifier', 'report-delivered', 0),
};

/** The first needs no permission, the second more than one. */
const notRefused = ['readIdentity', 'readQueue'];

describe("the doctor's policy in README.md", () => {
  let gateway: Gateway;
  let access: AccessControl;
  let ports: DoctorPorts;
  const clock = createLocalClock();

  beforeAll(async () => {
    gateway = await startGateway({
      services,
      principals: new Map([['KEY', doctor]]),
      clock,
      authorize: (call) => access.authorize(call),
    });
    const credentials = { accessKeyId: 'KEY', secretAccessKey: 'made-up' };
    ports = createDoctorPorts({ region, endpoint: gateway.url, credentials });
  });

  afterAll(async () => {
    await gateway.close();
    clock.stop();
  });

  /** @returns The permission for want of which a read was refused. */
  const missingFor = (read: keyof typeof reads): Promise<string | undefined> =>
    reads[read](ports).then(
      () => undefined,
      // An answer that can't be read was given.
      (error: unknown) => (error instanceof ActionDeniedError ? error.action : undefined),
    );

  it('allows everything that the doctor reads, and nothing that it does not', async () => {
    access = accessOf(readPolicy());

    for (const read of Object.keys(reads) as (keyof typeof reads)[])
      expect([read, await missingFor(read)]).toEqual([read, undefined]);

    expect(access.denials()).toEqual([]);
    expect(access.unusedGrants().filter(({ sid }) => sid !== 'AlertsTopic')).toEqual([]);
  });

  it.each(Object.entries(neededActions).filter(([read]) => Object.hasOwn(reads, read) && !notRefused.includes(read)))(
    'is asked for what a refusal of %s names: %s',
    async (read, action) => {
      access = accessOf(nothing);

      expect(await missingFor(read as keyof typeof reads)).toBe(action);
    },
  );

  it('allows reading alone', () => {
    const actions = readPolicy().Statement.flatMap(({ Action }) => Action);

    for (const action of actions) expect(action).toMatch(/^[a-z]+:(Get|List|Describe|Filter)\w+$/);
  });
});
