import { resourceName } from '@pulso/contracts/envelope';
import { notSimulated } from '@pulso/world/faults';
import { type Grant } from '@pulso/world/permissions';

import { localStage } from '../cloud/read-definition';
import { type ScenarioResult } from './run-scenario';
import { copyStacks } from './testing/copy-stacks';
import { grantScenarios, neededElsewhere } from './testing/grant-scenarios';
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
  `${grant}: none of these days needs it. Take it out of the stack, add a day to testing/grant-scenarios.ts on which it is ` +
  'needed (a report: fire its schedule), or give the reason for it in reasonsOfUnused.';

let result: ScenarioResult | undefined;

afterEach(async () => {
  await result?.cloud.stop();
  result = undefined;
});

describe('the policies of the stacks', () => {
  const used = new Set<string>();
  let granted: string[] = [];
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

/** With every grant needed on one of the days, a stack that lacks one fails that day: these show how. */
describe('a stack that lacks an action', () => {
  const withoutAction = (text: string, sid: string, action: string): string => {
    const policy = JSON.parse(text) as { Statement: { Sid?: string; Action: string | string[] }[] };
    for (const statement of policy.Statement) {
      if (statement.Sid === sid) statement.Action = [statement.Action].flat().filter((other) => other !== action);
    }
    policy.Statement = policy.Statement.filter(({ Action }) => Action.length > 0);
    return JSON.stringify(policy);
  };

  it.each([
    ['SendJobs', 'sqs:SendMessage', /pulso-local-dispatcher is not authorized to perform: sqs:sendmessage/],
    ['ConsumeOwnQueue', 'sqs:ReceiveMessage', /does not have permissions to call ReceiveMessage on SQS/],
  ])('is noticed: %s, %s', async (sid, action, message) => {
    const stacks = copyStacks(({ aws_iam_role_policy: policies = {} }) => {
      for (const body of Object.values(policies) as { policy: string }[]) {
        body.policy = withoutAction(body.policy, sid, action);
      }
    });

    const ended = await grantScenarios[2]?.run(stacks.folder).catch((error: unknown) => String(error));
    stacks.remove();
    if (typeof ended === 'object') result = ended;

    expect(typeof ended === 'object' ? ended.cloud.access?.denials()[0]?.message : ended).toMatch(message);
  });
});
