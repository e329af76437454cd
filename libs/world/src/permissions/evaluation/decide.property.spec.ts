import fc from 'fast-check';

import { type Statement } from '../document/policy';
import { parse, request } from '../testing/factories';
import { decide } from './decide';

const account = '111122223333';
const action = fc.constantFrom('sqs:SendMessage', 'sqs:ReceiveMessage', 'logs:StartQuery');
const resource = fc.constantFrom('jobs', 'events', 'jobs-dlq').map((name) => `arn:aws:sqs:r:${account}:${name}`);
const actionPattern = fc.constantFrom('*', 'sqs:*', 'sqs:Send*', 'sqs:ReceiveMessage', 'logs:Start?uery');
const resourcePattern = fc.constantFrom('*', `arn:aws:sqs:*:*:jobs*`, `arn:aws:sqs:r:${account}:events`);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.array(actionPattern, { minLength: 1, maxLength: 3 }),
  Resource: fc.array(resourcePattern, { minLength: 1, maxLength: 3 }),
});
const policy = fc.array(statement, { maxLength: 5 });
const asked = fc.record({ action, resource });

const isAllowed = (statements: readonly object[], ask: { action: string; resource: string }): boolean =>
  decide(request(ask), { identity: parse([...statements]), resource: [] }).allowed;

describe('decide, for any policies', () => {
  it('does not depend on the order of the statements', () => {
    fc.assert(
      fc.property(policy, asked, (statements, ask) => {
        expect(isAllowed([...statements].reverse(), ask)).toBe(isAllowed(statements, ask));
      }),
    );
  });

  it('never allows more after one more Deny, and never less after one more Allow', () => {
    fc.assert(
      fc.property(policy, statement, asked, (statements, more, ask) => {
        const before = isAllowed(statements, ask);
        const after = isAllowed([...statements, more], ask);

        if (more.Effect === 'Deny') expect(before || !after).toBe(true);
        else expect(!before || after).toBe(true);
      }),
    );
  });

  it('denies what a Deny of the same words denies, even if other statements grant it', () => {
    fc.assert(
      fc.property(policy, asked, (statements, ask) => {
        const words = { Effect: 'Deny', Action: ask.action, Resource: ask.resource };

        expect(isAllowed([...statements, words], ask)).toBe(false);
      }),
    );
  });

  it('takes NotAction and NotResource as the opposite of Action and Resource', () => {
    fc.assert(
      fc.property(actionPattern, resourcePattern, asked, (actions, resources, ask) => {
        const allows = (words: object) => isAllowed([{ Effect: 'Allow', ...words }], ask);

        expect(allows({ Action: actions, Resource: '*' })).not.toBe(allows({ NotAction: actions, Resource: '*' }));
        expect(allows({ Action: '*', Resource: resources })).not.toBe(allows({ Action: '*', NotResource: resources }));
      }),
    );
  });

  it('names a statement that alone would allow the same', () => {
    fc.assert(
      fc.property(policy, asked, (statements, ask) => {
        const decision = decide(request(ask), { identity: parse(statements), resource: [] });
        const alone = (by: Statement) => decide(request(ask), { identity: [by], resource: [] }).allowed;

        expect(!decision.allowed || alone(decision.by)).toBe(true);
      }),
    );
  });
});
