import { type EmailDestination, mailboxOf } from '@pulso/contracts/report-plan';

import { type Check } from '../check';
import { type MailSettings } from '../facts';
import { type Judgement, failed, ok, warning } from '../finding';
import { type MailAccount, type MailIdentity } from '../watching';

interface ReaderReading {
  readonly list: string;
  readonly isVerified: boolean;
}

interface MailReading {
  readonly settings: MailSettings;
  readonly account: MailAccount;
  /** Of the sender's address, else of its domain. */
  readonly identity: MailIdentity | undefined;
  /** Read in the sandbox alone. */
  readonly readers: readonly ReaderReading[];
}

/** Whether SES sends the mails of this stage. */
export const mailCheck: Check<MailReading | undefined> = {
  area: 'mail',
  read: async ({ facts, ports }) => {
    const settings = await facts.mail();
    if (!settings) return undefined;
    const readIdentity = async (address: string): Promise<MailIdentity | undefined> =>
      (await ports.readMailIdentity(address)) ?? ports.readMailIdentity(domainOf(address));
    const [account, identity] = await Promise.all([
      ports.readMailAccount(),
      readIdentity(mailboxOf(settings.from).address),
    ]);
    const lists = account.hasProductionAccess ? [] : (await facts.destinations()).filter(isEmail);
    const readers = await Promise.all(
      lists.flatMap(({ name, addresses }) =>
        addresses.map(async (address) => ({
          list: name,
          isVerified: (await readIdentity(address))?.isVerified === true,
        })),
      ),
    );
    return { settings, account, identity, readers };
  },
  judge: (reading) => {
    if (!reading) return [ok('this stage sends none')];
    const problems = [...judgeIdentity(reading), ...judgeAccount(reading.account), ...judgeSandbox(reading)];
    const { account, settings } = reading;
    return problems.length > 0
      ? problems
      : [
          ok(
            `SES sends for ${domainOf(mailboxOf(settings.from).address)}; ${account.sentLastDay} of ${account.maxPerDay} mails a day`,
          ),
        ];
  },
};

const isEmail = (destination: { readonly type: string }): destination is EmailDestination =>
  destination.type === 'email';

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function judgeIdentity({ settings, identity }: MailReading): Judgement[] {
  const { address } = mailboxOf(settings.from);
  if (!identity) {
    return [
      failed(
        `SES knows neither the sender's address nor its domain ${domainOf(address)}`,
        `aws sesv2 create-email-identity --email-identity ${domainOf(address)}`,
      ),
    ];
  }
  if (!identity.isVerified) {
    return [
      failed(
        `SES has not verified the sender's identity`,
        `publish the DNS records of aws sesv2 get-email-identity --email-identity ${domainOf(address)}, or click the link in its mail`,
      ),
    ];
  }
  const { configurationSet } = identity;
  if (configurationSet === undefined || configurationSet === settings.configurationSet) return [];
  return [
    failed(
      `the sender's identity has the configuration set ${configurationSet}, on which the notifier has no permission`,
      'name it in infra/stages, mail.configurationSetName, and deploy the notifier',
    ),
  ];
}

function judgeAccount(account: MailAccount): Judgement[] {
  const { enforcementStatus, isSendingEnabled, sentLastDay, maxPerDay } = account;
  if (enforcementStatus === 'SHUTDOWN' || !isSendingEnabled) {
    return [failed('SES has stopped sending for this account and region', 'the console of SES says why')];
  }
  if (enforcementStatus !== 'HEALTHY') {
    return [warning(`SES has the account under review (${enforcementStatus})`, 'the console of SES says why')];
  }
  // A quota of -1 is none.
  return maxPerDay > 0 && sentLastDay >= 0.9 * maxPerDay
    ? [warning(`${sentLastDay} of ${maxPerDay} mails a day are sent`, 'ask for a higher quota of SES')]
    : [];
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html */
function judgeSandbox({ account, readers }: MailReading): Judgement[] {
  if (account.hasProductionAccess) return [];
  const advice = 'ask for production access in the console of SES';
  const unverified = readers.filter(({ isVerified }) => !isVerified);
  const lists = [...new Set(unverified.map(({ list }) => list))].join(', ');
  return unverified.length === 0
    ? [warning('SES is in its sandbox: only verified addresses get mails, as those of this stage are', advice)]
    : [failed(`SES is in its sandbox, and ${unverified.length} addresses of ${lists} are not verified there`, advice)];
}
