import { readFileSync } from 'node:fs';

import { resourceName } from '@pulso/contracts/envelope';
import { notSimulated } from '@pulso/world/faults';
import { type Grant } from '@pulso/world/permissions';

import { localStage, findStacks } from '../cloud/read-definition';
import { grantScenarios, neededElsewhere } from '../grants/grant-scenarios';
import { listRemovals } from '../grants/list-removals';
import { tryRemoval } from '../grants/try-removals';
import { type ScenarioResult } from './run-scenario';
import './testing/at-root';

// Workers wait in real time for answers: the third day takes a minute and a half.

/** Grants that no scenario needs, with the reason for which a stack has them: `<where> <sid> <action or resource>`. */
const reasonsOfUnused: Readonly<Record<string, string>> = {
  'role pulso-local-notifier SendMails arn:aws:ses:eu-central-1:000000000000:identity/example.com':
    'SES takes the identity of the domain where the address has none; the local one takes every address for verified',
};

/** Roles of services to which no service sends yet: on none of the days they have something to do. */
const idle: ReadonlySet<string> = new Set(notSimulated.map((service) => `role ${resourceName(localStage, service)}`));

const textOf = ({ where, sid, pattern }: Grant): string => `${where} ${sid} ${pattern}`;

const unusedSentence = (grant: string): string =>
  `${grant}: none of these days needs it. Take it out of the stack, add a day to grants/grant-scenarios.ts on which it is ` +
  'needed (a report: fire its schedule), or give the reason for it in reasonsOfUnused.';

describe('the policies of the stacks', () => {
  const used = new Set<string>();
  let granted: string[] = [];
  let result: ScenarioResult | undefined;

  afterEach(async () => {
    await result?.cloud.stop();
    result = undefined;
  });

  it.each(grantScenarios)('allow everything that is done on $name', async ({ run, expectedState }) => {
    result = await run();

    const { access, faults } = result.cloud;
    expect(access?.denials()).toEqual([]);
    expect(faults).toEqual([]);
    expect(result.stored?.content.state).toBe(expectedState);
    const uses = (access?.usedGrants() ?? []).map(textOf);
    for (const use of uses) used.add(use);
    const unused = (access?.unusedGrants() ?? []).filter(
      ({ sid, where }) => !Object.hasOwn(neededElsewhere, sid) && !idle.has(where),
    );
    granted = [...uses, ...unused.map(textOf)];
  });

  it('grant nothing that none of these days needs, but for a reason', () => {
    const unused = granted.filter((grant) => !used.has(grant));

    expect(granted.length).toBeGreaterThan(0);
    expect(unused.filter((grant) => !Object.hasOwn(reasonsOfUnused, grant)).map(unusedSentence)).toEqual([]);
    expect(Object.keys(reasonsOfUnused).filter((grant) => !unused.includes(grant))).toEqual([]);
  });
});

/** `nx removals local-cloud` tries every action; these two show that it would see what is missing. */
describe('a stack that lacks an action', () => {
  it.each([
    [
      'dispatcher',
      'SendJobs',
      'sqs:SendMessage',
      /pulso-local-dispatcher is not authorized to perform: sqs:sendmessage/,
    ],
    ['notifier', 'ConsumeOwnQueue', 'sqs:ReceiveMessage', /does not have permissions to call ReceiveMessage on SQS/],
  ])('is noticed: %s, %s, %s', async (stack, sid, action, message) => {
    const file = findStacks(localStage).find((name) => name.endsWith(`/${stack}/cdk.tf.json`)) ?? '';
    const removal = listRemovals(JSON.parse(readFileSync(file, 'utf8'))).find(
      (candidate) => candidate.sid === sid && candidate.action === action,
    );
    if (!removal) throw new Error(`${file} has no ${sid} with ${action}`);

    const { caughtBy } = await tryRemoval(file, removal, grantScenarios[2]);

    expect(caughtBy).toMatch(message);
  });
});
