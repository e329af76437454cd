import { describeProblems } from '../testing/describe-problems';
import { examineWith, functionsWith, healthyPorts } from '../testing/healthy-stage';

const mailAccount = (overrides: object) => ({
  readMailAccount: async () => ({ ...(await healthyPorts.readMailAccount()), ...overrides }),
});

const twoReaders = {
  REPORT_DESTINATIONS: JSON.stringify({
    owners: [{ type: 'email', name: 'owners', addresses: ['owner@example.com', 'other@example.com'] }],
  }),
};

describeProblems('mail', [
  [
    'an unknown sender',
    { readMailIdentity: async () => undefined },
    /^failed: .*knows neither .* example.com.* → .*create-email-identity/,
  ],
  [
    'a sender that is not verified',
    { readMailIdentity: async () => ({ isVerified: false }) },
    /^failed: .*has not verified/,
  ],
  [
    'a default configuration set',
    { readMailIdentity: async () => ({ isVerified: true, configurationSet: 'ours' }) },
    /^failed: .*configuration set ours.* → .*configurationSetName/,
  ],
  ['an account that may not send', mailAccount({ isSendingEnabled: false }), /^failed: .*stopped sending/],
  ['an account that SES has shut down', mailAccount({ enforcementStatus: 'SHUTDOWN' }), /^failed: .*stopped sending/],
  ['an account under review', mailAccount({ enforcementStatus: 'PROBATION' }), /^warning: .*PROBATION/],
  ['a quota that ends', mailAccount({ sentLastDay: 190, maxPerDay: 200 }), /^warning: .*190 of 200/],
  [
    'the sandbox, for readers it does not know',
    {
      ...mailAccount({ hasProductionAccess: false }),
      readMailIdentity: async (name) => (name === 'reports@example.com' ? { isVerified: true } : undefined),
    },
    /^failed: .*1 addresses of owners/,
  ],
  [
    'the sandbox, for two readers of one list',
    {
      ...mailAccount({ hasProductionAccess: false }),
      readMailIdentity: async (name) => (name === 'reports@example.com' ? { isVerified: true } : undefined),
      ...functionsWith('dispatcher', { environment: twoReaders }),
    },
    /^failed: .*2 addresses of owners are not verified/,
  ],
  [
    'the sandbox, for readers it knows',
    mailAccount({ hasProductionAccess: false }),
    /^warning: .*in its sandbox.* → .*production access/,
  ],
]);

it('mail: an account without a quota has none that ends', async () => {
  const findings = await examineWith(mailAccount({ sentLastDay: 190, maxPerDay: -1 }));

  expect(findings.filter(({ area, verdict }) => area === 'mail' && verdict !== 'ok')).toEqual([]);
});
