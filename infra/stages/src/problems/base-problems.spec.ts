import { baseProblems } from './base-problems';
import { local } from '../local';
import { type StageSettings } from '../stage-settings';

/** As shipped: the account is still to be written. */
const prod: StageSettings = { ...local, stage: 'prod', accountId: '000000000000' };
const account = '210987654321';

/** As an editor that does not check types lets them stand. */
const wrong = (overrides: object): StageSettings => ({ ...prod, accountId: account, ...overrides });

describe('baseProblems', () => {
  it('stops at a slip in the name of a field, without which data would not be protected', () => {
    expect(baseProblems(wrong({ protectData: true }), ['local', 'prod'])).toEqual([
      expect.stringMatching(/protectData is a field that nothing reads: .*, protectsData, /),
    ]);
  });

  it('stops at a slip in the name of the time zone, which would be UTC', () => {
    expect(baseProblems(wrong({ timezone: 'Europe/Berlin' }), ['local', 'prod'])).toEqual([
      expect.stringMatching(/prod\.ts: timezone is a field that nothing reads: .*, timeZone, /),
    ]);
  });

  it('stops at the placeholder, with the file and what to write', () => {
    expect(baseProblems(prod, ['local', 'prod'])).toEqual([
      'infra/stages/src/prod.ts: accountId is still 000000000000: write the 12 digits of the account to deploy to, ' +
        'which "aws sts get-caller-identity" tells.',
    ]);
  });

  it.each([
    ['a watch that there is not', wrong({ watch: 'daily' }), /watch is "daily": write 'hourly' or 'off'/],
    ['no account', { ...local, stage: 'test' }, /test\.ts: accountId is missing/],
    ['half an account', { ...prod, accountId: '12345' }, /accountId is "12345": write the 12 digits/],
    ['an account with hyphens', { ...prod, accountId: '1234-5678-9012' }, /accountId is "1234-5678-9012"/],
    ['an account that is a number', wrong({ accountId: 210987654321 }), /accountId is not in quotes: .* in quotes\.$/],
    ['the name of a city', wrong({ region: 'frankfurt' }), /region is "frankfurt", .* such as eu-central-1/],
    ['a region that is none', wrong({ region: 1 }), /region is 1, which is no region/],
    [
      'a region in which the bot could have no address',
      wrong({ region: 'eu-central-2' }),
      /region is "eu-central-2", where Lambda has no function URLs, .*: write another one/,
    ],
    [
      'a retention that CloudWatch has not',
      wrong({ logRetentionDays: 45 }),
      /Days is 45, .*: write a number of 1, 3, 5, /,
    ],
    ['a retention in quotes', wrong({ logRetentionDays: '30' }), /logRetentionDays is "30", which CloudWatch/],
    [
      'an API without TLS',
      wrong({ telegramApiRoot: 'http://api.telegram.org' }),
      /prod\.ts: telegramApiRoot is no https/,
    ],
    ['an API with a slash', wrong({ telegramApiRoot: 'https://api.telegram.org/' }), /without a slash at the end/],
    ['no API', wrong({ telegramApiRoot: undefined }), /telegramApiRoot is no https address/],
  ])('stops at %s', (_case, settings, problem) => {
    expect(baseProblems(settings, ['local', 'prod'])).toEqual([expect.stringMatching(problem)]);
  });

  it('stops at a name that begins with that of another stage', () => {
    const settings = { ...prod, stage: 'prod-eu', accountId: '210987654321' };

    expect(baseProblems(settings, ['prod', 'prod-eu'])).toEqual([
      expect.stringMatching(/"prod-eu" begins with "prod-"/),
    ]);
  });

  it('names everything at once', () => {
    const settings = wrong({ accountId: 1, region: 'x', telegramApiRoot: 'x', logRetentionDays: 0 });

    expect(baseProblems(settings, ['local', 'prod'])).toHaveLength(4);
  });

  it('does not repeat the token of an address', () => {
    const telegramApiRoot = 'https://api.telegram.org/bot8123456789:AAexample';

    expect(baseProblems(wrong({ telegramApiRoot }), ['local', 'prod'])).toEqual([
      expect.not.stringContaining('AAexample'),
    ]);
  });

  it.each([
    [{}],
    [{ region: 'us-gov-west-1', logRetentionDays: 3653 }],
    [{ region: 'eusc-de-east-1', telegramApiRoot: 'https://telegram.example.com:8443' }],
  ])('takes twelve digits and %j', (overrides) => {
    expect(baseProblems(wrong(overrides), ['local', 'prod'])).toEqual([]);
  });
});
