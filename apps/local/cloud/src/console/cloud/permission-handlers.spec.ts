import { permissionsByOwner } from './permission-handlers';

const grant = (where: string, pattern: string) => ({ where, sid: 'S', element: 'action' as const, pattern });
const message = 'User: arn:aws:sts::000000000000:assumed-role/pulso-local-bot/pulso-local-bot is not authorized';

describe('permissionsByOwner', () => {
  it('puts grants and refusals of a role together, what was refused first', () => {
    const owners = permissionsByOwner({
      usedGrants: () => [
        grant('role pulso-local-aggregator', 'sqs:SendMessage'),
        grant('role pulso-local-bot', 'a:Used'),
      ],
      unusedGrants: () => [grant('role pulso-local-bot', 'a:Unused')],
      denials: () => [{ message, action: 'a:Refused', resource: '*', count: 2 }],
    });

    expect(owners).toEqual([
      {
        owner: 'role pulso-local-bot',
        grants: [
          { sid: 'S', element: 'action', pattern: 'a:Used', isUsed: true },
          { sid: 'S', element: 'action', pattern: 'a:Unused', isUsed: false },
        ],
        refusals: [{ message, count: 2 }],
      },
      {
        owner: 'role pulso-local-aggregator',
        grants: [{ sid: 'S', element: 'action', pattern: 'sqs:SendMessage', isUsed: true }],
        refusals: [],
      },
    ]);
  });

  it('knows callers without a role', () => {
    const denial = { message: 'User: anonymous is not authorized', action: 'a:B', resource: '*', count: 1 };

    const owners = permissionsByOwner({ usedGrants: () => [], unusedGrants: () => [], denials: () => [denial] });

    expect(owners.map(({ owner }) => owner)).toEqual(['callers without a role']);
  });
});
