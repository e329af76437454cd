import { parseFaultPlan } from '@pulso/world/faults';

import { type Clients, type TelegramCall } from '../services/clients';
import { runWorlds } from './run-worlds';
import { type WorldOptions } from './world-options';

type Decorate = NonNullable<WorldOptions['decorate']>;

interface SentCommand {
  readonly input: Record<string, unknown>;
  readonly schema: readonly unknown[];
}

/** Puts something before what a client does with its commands. */
function beforeSend<Client>(client: Client, change: (operation: string, command: SentCommand) => unknown): Client {
  const { send } = client as { send(command: SentCommand): Promise<unknown> };
  return {
    send: async (command: SentCommand) => {
      const answer = change(String(command.schema[2]), command);
      return answer === undefined ? send(command) : answer;
    },
  } as Client;
}

/** Takes conditions off what is written to a table. */
const withoutConditions =
  (tableName: string): Decorate =>
  (clients) => ({
    ...clients,
    dynamoDb: beforeSend(clients.dynamoDb, (_operation, { input }) => {
      const items = (input['TransactItems'] ?? []) as Record<string, Record<string, unknown>>[];
      for (const write of [input, ...items.flatMap((item) => Object.values(item))])
        if (write['TableName'] === tableName) delete write['ConditionExpression'];
    }),
  });

const ofTelegram =
  (call: (clients: Clients, ...args: Parameters<Clients['telegram']>) => ReturnType<Clients['telegram']>): Decorate =>
  (clients, functionName) =>
    functionName === 'notifier'
      ? { ...clients, telegram: (method, parameters) => call(clients, method, parameters) }
      : clients;

/** An edit as the message that it would be. */
const asSent = ({ parameters: { message_id: _id, ...parameters }, ...call }: TelegramCall): TelegramCall => ({
  ...call,
  parameters,
});

/** What does not hold, the faults under which it shows, and a rule that must be seen to break. */
const brokenRules: readonly [what: string, faults: string, decorate: Decorate, rule: string][] = [
  ['a result is counted only once', 'duplicate:run-events@0.5', withoutConditions('runs'), 'never-closed'],
  ['a delivery is held by one notifier', 'duplicate:report-updates@0.5', withoutConditions('deliveries'), 'lost'],
  [
    'a report is edited and not posted again',
    'none',
    ofTelegram((clients, method, call) =>
      method === 'editMessageText' ? clients.telegram('sendMessage', asSent(call)) : clients.telegram(method, call),
    ),
    'placeholder-left',
  ],
  [
    'what Telegram has taken is there',
    'none',
    ofTelegram(async ({ telegram }, method, parameters) =>
      method === 'sendMessage' ? { ok: true, result: { message_id: 1 } } : telegram(method, parameters),
    ),
    'lost',
  ],
  [
    'a report goes to its own chats',
    'none',
    ofTelegram(({ telegram }, method, call) =>
      telegram(method, { ...call, parameters: { ...call.parameters, chat_id: '42' } }),
    ),
    'placeholder-left',
  ],
  [
    'messages that were taken are sent',
    'none',
    (clients, name) => ({
      ...clients,
      sqs: beforeSend(clients.sqs, (operation) =>
        name === 'query-worker' && operation === 'SendMessageBatch' ? { Successful: [] } : undefined,
      ),
    }),
    'needlessly-partial',
  ],
  [
    'a mail is sent once',
    'none',
    (clients) => ({
      ...clients,
      sendMail: async (mail) => {
        await clients.sendMail(mail);
        await clients.sendMail(mail);
      },
    }),
    'double',
  ],
  [
    'a query counts the window that was asked for',
    'none',
    (clients) => ({
      ...clients,
      logs: beforeSend(clients.logs, (operation, { input }) => {
        if (operation === 'StartQuery') input['endTime'] = Number(input['endTime']) - 60;
      }),
    }),
    'wrong-window',
  ],
  [
    'an unfinished answer does not count',
    'none',
    (clients) => ({
      ...clients,
      logs: beforeSend(clients.logs, (operation) =>
        operation === 'GetQueryResults' ? { status: 'Complete', results: [] } : undefined,
      ),
    }),
    'falsely-complete',
  ],
  [
    'a webhook is called once',
    'none',
    (clients) => ({
      ...clients,
      callWebhook: async (request) => {
        await clients.callWebhook(request);
        return clients.callWebhook({ ...request, headers: {} });
      },
    }),
    'wrong-chat',
  ],
];

async function rulesBroken(faults: string, decorate?: Decorate): Promise<string[]> {
  const rules = new Set<string>();
  await runWorlds(
    (seed) =>
      seed < 2
        ? {
            seed,
            queryCount: 2,
            faults: parseFaultPlan(faults, 'simulation'),
            maxEventCount: 1_500,
            features: { posts: ['email:owners', 'webhook:owners'] },
            decorate,
          }
        : undefined,
    ({ violations }) => violations.forEach(({ rule }) => rules.add(rule)),
  );
  return [...rules].sort();
}

describe('the checks of a world', () => {
  it.each(brokenRules)('see that %s no more', async (_what, faults, decorate, rule) => {
    expect(await rulesBroken(faults, decorate)).toContain(rule);
  });

  it.each([...new Set(brokenRules.map(([, faults]) => faults))])(
    'see nothing under %s while the rules hold',
    async (faults) => {
      expect(await rulesBroken(faults)).toEqual([]);
    },
  );
});
