import { setImmediate } from 'node:timers/promises';

import { resourceName } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { type StageSettings, knownStages } from '@pulso/infra/stages';

import { type CallBotApi, BotApiRefusedError } from '../telegram';
import { previousRun } from './checks';
import { type ExamineDeps, examine } from './examine';
import { type Finding, failed, ok, warning } from './findings';
import { type Reads, NotReadError, explainAwsError } from './reads';
import { type Body, type Declared } from './stacks';

const settings: StageSettings = knownStages.prod;
const nowMs = Date.parse('2026-11-27T13:30:00Z');
const schedule = { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' };
const reports = catalogue.slice(0, 1).map((report) => ({ ...report, id: 'daily', schedule }));
const functionUrl = 'https://bot.example.com/';
const secret = 'a'.repeat(32);

/** What Telegram answers, by method; an error is thrown. */
type Answers = Readonly<Record<string, unknown>>;

const healthyAnswers: Answers = {
  getMe: { id: 7_000_000_001, username: 'PulsoBot' },
  getWebhookInfo: {
    ...{ url: functionUrl, pending_update_count: 0 },
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
  },
  getMyCommands: [{}],
  getChat: { type: 'supergroup' },
  getChatMember: { status: 'member' },
};

const callWith =
  (answers: Answers): CallBotApi =>
  async (method) => {
    const answer = { ...healthyAnswers, ...answers }[method];
    if (answer instanceof Error) throw answer;
    return answer;
  };

const delivered = (more: object = {}) => ({
  atMs: nowMs - 3_540_000,
  message: JSON.stringify({ runId: 'daily/schedule/2026-11-27T12:30:00.000Z', state: 'complete', ...more }),
});

const healthyValues: Readonly<Record<string, string | undefined>> = {
  'bot-token': `7000000001:${'A'.repeat(35)}`,
  'webhook-secrets': secret,
  'pseudonym-key': 'b'.repeat(64),
  'webhook-team': '{"url":"https://hooks.example.com/x"}',
};

const healthyReads: Reads = {
  identity: async () => ({
    ...{ accountId: settings.accountId ?? '', arn: 'arn:aws:iam::1:user/ada', region: settings.region },
  }),
  concurrency: async () => ({ limit: 1_000, unreserved: 1_000 }),
  countRunningQueries: async () => 0,
  functionUrl: async () => functionUrl,
  parameters: async (names) => valuesOf(names, healthyValues),
  oldestAges: async () => new Map(),
  mailAccount: async () => healthyAccount,
  mailIdentity: async () => ({ VerifiedForSendingStatus: true }),
  events: async () => ({ lines: [delivered()], isCut: false }),
  openTelegram: () => callWith({}),
};

const healthyAccount = {
  ...{ ProductionAccessEnabled: true, SendingEnabled: true, EnforcementStatus: 'HEALTHY' },
  SendQuota: { SentLast24Hours: 3, Max24HourSend: 200 },
};

const valuesOf = (names: readonly string[], values: typeof healthyValues): ReadonlyMap<string, string> =>
  new Map(
    names.flatMap((name): [string, string][] => {
      const value = values[name.replace('/pulso/prod/', '')];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const lambda = (stack: string, variables: Body): Declared => ({
  ...{ stack, type: 'aws_lambda_function' },
  body: { function_name: resourceName('prod', stack), environment: { variables } },
});

const destinations = [
  { type: 'telegram', chatId: '-1001', messageThreadId: 7, showsProgress: false },
  { type: 'email', name: 'owners', addresses: ['owner@example.com', 'other@example.com'] },
];

const stacks: readonly Declared[] = [
  lambda('bot', { BOT_ID: '7000000001', BOT_USERNAME: 'PulsoBot' }),
  lambda('dispatcher', { REPORT_DESTINATIONS: JSON.stringify({ owners: destinations }) }),
  lambda('notifier', { MAIL_FROM: 'reports@example.com' }),
  { stack: 'dispatcher', type: 'aws_scheduler_schedule', body: { name: resourceName('prod', 'report-daily') } },
  ...Object.keys(healthyValues).map((name) => ({
    ...{ stack: 'bot', type: 'aws_ssm_parameter', body: { name: `/pulso/prod/${name}` } },
  })),
];

/** @returns The findings of a stage healthy except for these reads, as lines: `warning chats: text → advice`. */
async function linesOf(reads: Partial<Reads> = {}, more: Partial<ExamineDeps> = {}): Promise<string[]> {
  const findings = await examine({
    ...{ stage: 'prod', catalogue: reports, nowMs, reads: { ...healthyReads, ...reads } },
    readDeployed: async ({ body }) => ({
      ...{ State: 'ENABLED', CreationDate: new Date(0), Environment: body['environment'] },
    }),
    readStacks: () => stacks,
    limit: () => new Promise(() => {}),
    ...more,
  });
  return findings.map(({ verdict, area, text, advice }: Finding) => `${verdict} ${area}: ${text} → ${advice}`);
}

const problemsOf = async (area: string, reads: Partial<Reads>): Promise<string> =>
  (await linesOf(reads)).filter((line) => line.includes(` ${area}: `) && !line.startsWith('ok')).join('\n');

const secrets = (values: typeof healthyValues): Partial<Reads> => ({
  parameters: async (names) => valuesOf(names, { ...healthyValues, ...values }),
});
const telegram = (answers: Answers): Partial<Reads> => ({ openTelegram: () => callWith(answers) });
const member = (type: string, member: object, more: object = {}) =>
  telegram({ getChat: { type, ...more }, getChatMember: member });
const refused = (code: number, text: string) => telegram({ getChat: new BotApiRefusedError('getChat', code, text) });
const webhook = (info: object) =>
  telegram({ getWebhookInfo: { ...(healthyAnswers['getWebhookInfo'] as object), ...info } });
const lastError = (minutes: number, text: string, waiting = 0) =>
  webhook({
    ...{ last_error_date: nowMs / 1000 - minutes * 60, pending_update_count: waiting },
    last_error_message: `Wrong response from the webhook: ${text}`,
  });
const account = (more: object): Partial<Reads> => ({ mailAccount: async () => ({ ...healthyAccount, ...more }) });
const events = (lines: readonly ReturnType<typeof delivered>[], isCut = false): Partial<Reads> => ({
  events: async () => ({ lines: [...lines], isCut }),
});

describe('examine', () => {
  it('finds nothing wrong with secrets, Telegram, mail and reports of a healthy stage', async () => {
    const lines = await linesOf();

    expect(lines.filter((line) => / (secrets|bot|webhook|commands|mail|waiting|reports): /.test(line))).toHaveLength(7);
    expect(lines.filter((line) => / (secrets|bot|webhook|commands|mail|waiting|reports): /.test(line))).toEqual(
      Array(7).fill(expect.stringMatching(/^ok/)),
    );
  });

  const cases: Readonly<Record<string, readonly (readonly [what: string, reads: Partial<Reads>, line: RegExp])[]>> = {
    secrets: [
      [
        'no parameter',
        secrets({ 'webhook-team': undefined }),
        /^failed.*no parameter .*webhook-team → .*--service bot$/,
      ],
      [
        'no secret',
        secrets({ 'webhook-secrets': 'not-set' }),
        /^failed.*is not set → npm run secrets -- --stage prod$/,
      ],
      ['no webhook', secrets({ 'webhook-team': 'not-set' }), /^failed.*is not set → .* --only webhook-team$/],
      ['no token', secrets({ 'bot-token': 'hello' }), /^failed.*bot-token: a token looks like/],
      ["another bot's token", secrets({ 'bot-token': `5:${'A'.repeat(35)}` }), /^failed.*of bot 5.*--only bot-token$/],
      ['a space', secrets({ 'webhook-secrets': 'correct horse battery' }), /^failed.*1 to 256 letters.*--rotate/],
      ['three secrets', secrets({ 'webhook-secrets': 'a,b,c' }), /^failed.*holds 3 secrets/],
      [
        'a short secret',
        secrets({ 'webhook-secrets': 'swordfish' }),
        /^warning.*shorter than 16.*--rotate webhook-secrets$/,
      ],
      [
        'a rotation',
        secrets({ 'webhook-secrets': `${secret},${secret}` }),
        /^warning.*under way → npm run bot -- setup.*--finish/,
      ],
      [
        'a short key',
        secrets({ 'pseudonym-key': 'abc' }),
        /^warning.*at least 32.*--replace pseudonym-key, after which/,
      ],
      ['http', secrets({ 'webhook-team': '{"url":"http://hooks.example.com"}' }), /^failed.*must be https/],
    ],
    bot: [
      [
        'a revoked token',
        telegram({ getMe: new BotApiRefusedError('getMe', 401, 'Unauthorized') }),
        /^failed.*does not know the token.*not checked because of it: webhook, commands, chats/,
      ],
      [
        'another bot',
        telegram({ getMe: { id: 5, username: 'PulsoBot' } }),
        /^failed.*@PulsoBot \(5\), and the stage's bot is @PulsoBot \(7000000001\)/,
      ],
    ],
    webhook: [
      ['no webhook', webhook({ url: '' }), /^failed.*nowhere.*npm run bot -- setup --stage prod$/],
      [
        'another address',
        webhook({ url: 'https://x.example.com/secret' }),
        /^failed.*another address than the function's →/,
      ],
      ['no function URL', { functionUrl: async () => undefined }, /^failed.*no function URL/],
      ['many updates', webhook({ pending_update_count: 80 }), /^warning.*80 updates wait/],
      [
        'a wrong secret',
        lastError(2, '401 Unauthorized', 4),
        /^failed.*4 updates wait; the last error 2 min ago.*→ the secret is another/,
      ],
      ['an old wrong secret', lastError(300, '401 Unauthorized'), /^warning.*5 h ago.*→ the secret is another/],
      ['refused callers', lastError(0, '403 Forbidden', 4), /^failed.*403.*URL refuses callers/],
      [
        'a recent error',
        lastError(40, 'timed out'),
        /^warning.*40 min ago.*aws logs tail \/aws\/lambda\/pulso-prod-bot/,
      ],
      ['the default kinds', webhook({ allowed_updates: undefined }), /^warning.*default kinds/],
      ['a missing kind', webhook({ allowed_updates: ['message'] }), /^failed.*callback_query, my_chat_member/],
    ],
    commands: [['no commands', telegram({ getMyCommands: [] }), /^warning.*none are shown/]],
    chats: [
      ['a topic', {}, /^warning.*unverified: whether .* has a topic 7/],
      ['an unknown chat', refused(400, 'Bad Request: chat not found'), /^failed.*no chat -1001.*add the bot to it/],
      ['a group that moved', refused(400, 'group chat was upgraded to a supergroup chat'), /^failed.*another id/],
      ['a ban', refused(403, 'Forbidden: bot was kicked'), /^failed.*may not post in the chat -1001: Forbidden/],
      [
        'no administrator',
        refused(400, 'Bad Request: member list is inaccessible'),
        /^failed.*no administrator of the channel/,
      ],
      ['a left chat', member('supergroup', { status: 'left' }), /^failed.*not in the supergroup/],
      ['a member of a channel', member('channel', { status: 'member' }), /^failed.*no administrator/],
      ['no right to post', member('channel', { status: 'administrator' }), /^failed.*who may not post/],
      ['a muted bot', member('supergroup', { status: 'restricted' }), /^failed.*muted/],
      [
        'a silent group',
        member('supergroup', { status: 'member' }, { permissions: { can_send_messages: false } }),
        /^failed.*only administrators/,
      ],
      ['a new kind of member', member('supergroup', { status: 'guest' }), /^warning.*"guest"/],
    ],
    mail: [
      [
        'an unknown sender',
        { mailIdentity: async () => undefined },
        /^failed.*domain example\.com.*create-email-identity/,
      ],
      [
        'an unverified sender',
        { mailIdentity: async () => ({ VerifiedForSendingStatus: false }) },
        /^failed.*not verified/,
      ],
      [
        'a configuration set',
        { mailIdentity: async () => ({ VerifiedForSendingStatus: true, ConfigurationSetName: 'ours' }) },
        /^failed.*set ours.*configurationSetName/,
      ],
      ['a stopped account', account({ SendingEnabled: false }), /^failed.*stopped sending/],
      ['an account shut down', account({ EnforcementStatus: 'SHUTDOWN' }), /^failed.*stopped sending/],
      ['an account under review', account({ EnforcementStatus: 'PROBATION' }), /^warning.*PROBATION/],
      [
        'a quota that ends',
        account({ SendQuota: { SentLast24Hours: 190, Max24HourSend: 200 } }),
        /^warning.*190 of 200/,
      ],
      ['no quota', account({ SendQuota: { SentLast24Hours: 190, Max24HourSend: -1 } }), /^$/],
      ['the sandbox', account({ ProductionAccessEnabled: false }), /^warning.*in its sandbox.*production access/],
      [
        'the sandbox, unknown readers',
        {
          ...account({ ProductionAccessEnabled: false }),
          mailIdentity: async (name) =>
            name === 'reports@example.com' ? { VerifiedForSendingStatus: true } : undefined,
        },
        /^failed.*2 addresses of owners are not verified/,
      ],
    ],
    waiting: [
      [
        'an old message',
        { oldestAges: async () => new Map([['pulso-prod-run-events', 7_200]]) },
        /^warning.*has waited for 2 h/,
      ],
      [
        'a message soon lost',
        { oldestAges: async () => new Map([['pulso-prod-run-events', 300_000]]) },
        /^failed.*after 4 days/,
      ],
    ],
    reports: [
      [
        'no report',
        events([]),
        /^failed.*daily: the run of 2026-11-27 12:30 UTC was not delivered.*npm run report -- --stage prod --id daily/,
      ],
      [
        'the one of yesterday',
        events([delivered({ runId: 'daily/schedule/2026-11-26T12:30:00.000Z' })]),
        /^failed.*not delivered/,
      ],
      ['progress alone', events([delivered({ state: 'progress' })]), /^failed.*not delivered/],
      ['a partial report', events([delivered({ state: 'partial' })]), /^warning.*59 min ago, partial/],
      ['a long log', events([], true), /^warning.*not known, as there are too many/],
    ],
    account: [
      [
        'another region',
        { identity: async () => ({ ...(await healthyReads.identity()), region: 'x' }) },
        /^failed.*name the region eu-central-1 → Set AWS_REGION=/,
      ],
    ],
  };
  for (const [area, rows] of Object.entries(cases)) {
    it.each(rows)(`reports %s in the line of ${area}`, async (_what, reads, line) => {
      expect(await problemsOf(area, reads)).toMatch(line);
    });
  }

  it('reports the cause of several failed checks once', async () => {
    const noAnswer = () => Promise.reject(new NotReadError(failed("AWS can't be reached", 'look at the network')));

    const lines = await linesOf({ concurrency: noAnswer, countRunningQueries: noAnswer });

    const told = "failed concurrency: AWS can't be reached; not checked because of it: insights → look at the network";
    expect(lines).toContain(told);
    expect(lines.filter((line) => line.includes(' insights: '))).toEqual([]);
  });

  it('gives up a check that takes too long', async () => {
    const lines = await linesOf(
      { countRunningQueries: () => new Promise(() => {}) },
      { limit: () => setImmediate('1 s') },
    );

    expect(lines).toContain('warning insights: not checked: it took longer than 1 s → run it again');
  });
});

const named = (name: string, message = '', more: object = {}) => Object.assign(new Error(message), { name, ...more });

describe('explainAwsError', () => {
  it.each([
    [
      'a denial',
      named('AccessDenied'),
      warning('not checked: the credentials may not do sns:List', 'allow it: apps/operator/README.md'),
    ],
    [
      'a denial of another permission',
      named('AccessDeniedException', 'x is not authorized to perform: kms:Decrypt'),
      warning('not checked: the credentials may not do kms:Decrypt', 'allow it: apps/operator/README.md'),
    ],
    [
      'an operation that the local cloud lacks',
      named('UnknownOperationException'),
      ok('nothing to check here: the local cloud does not have sns:List'),
    ],
    [
      'throttling',
      named('Throttling'),
      warning('not checked: AWS takes no more calls of sns:List at present', 'run it again in a minute'),
    ],
    ['expired credentials', named('ExpiredTokenException'), failed('the AWS credentials have expired', 'log in again')],
    [
      'no answer',
      named('Error', '', { cause: named('Error', '', { code: 'ECONNREFUSED' }) }),
      failed("AWS can't be reached (ECONNREFUSED)", 'look at the network and at the region, then run it again'),
    ],
  ])('words %s', (_what, error, judgement) => {
    const explained = explainAwsError(error, 'sns:List');

    expect(explained instanceof NotReadError && explained.judgement).toEqual(judgement);
  });

  it('returns an unknown error as it is', () => {
    const slip = new TypeError('slip');

    expect(explainAwsError(slip, 'sns:List')).toBe(slip);
  });
});

it.each([
  ['cron(30 12 * * ? *)', 'UTC', '2026-11-26T12:30'],
  ['cron(0 12 * * ? *)', 'UTC', '2026-11-27T12:00'],
  ['cron(45 12 ? * MON *)', 'UTC', '2026-11-23T12:45'],
  ['cron(0 9 1 1 ? *)', 'UTC', '2026-01-01T09:00'],
  ['cron(30 12 * * ? *)', 'Europe/Berlin', '2026-11-27T11:30'],
  ['cron(0 9 1 1 ? 2020)', 'UTC', undefined],
])('finds that %s in %s was due at %s', (expression, timezone, expected) => {
  const found = previousRun(expression, timezone, Date.parse('2026-11-27T12:00:00Z'));

  expect(found === undefined ? undefined : new Date(found).toISOString().slice(0, 16)).toBe(expected);
});
