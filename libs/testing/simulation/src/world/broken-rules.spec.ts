import { parseFaultPlan } from '@pulso/local/fault-plans';

import { type Clients, type TelegramParameters } from '../services/clients';
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
  (clients) => ({ ...clients, telegram: (method, parameters) => call(clients, method, parameters) });

const isReport = ({ text }: TelegramParameters): boolean => text.includes('q1');

/** What is broken, the faults under which it shows, and the rules of which one must be seen to break. */
const brokenRules: readonly [what: string, faults: string, decorate: Decorate, found: readonly string[]][] = [
  ['a result is counted only where there was none', 'duplicate:run-events@0.5', withoutConditions('runs'), []],
  ['a delivery is held by one notifier', 'duplicate:report-updates@0.5', withoutConditions('deliveries'), []],
  [
    'a report is edited and not posted again',
    'none',
    ofTelegram((clients, method, parameters) =>
      clients.telegram(method === 'editMessageText' && isReport(parameters) ? 'sendMessage' : method, parameters),
    ),
    [],
  ],
  [
    'what Telegram has taken is there',
    'none',
    ofTelegram(async ({ telegram }, method, parameters) =>
      method === 'sendMessage' && isReport(parameters)
        ? { httpStatus: 200, body: { ok: true, result: { message_id: 1 } } }
        : telegram(method, parameters),
    ),
    [],
  ],
  [
    'a report goes to its own chats',
    'none',
    ofTelegram(({ telegram }, method, parameters) =>
      telegram(method, isReport(parameters) ? { ...parameters, chatId: '42' } : parameters),
    ),
    [],
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
    [],
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
    [],
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
    [],
  ],
  [
    'an unfinished answer is none',
    'none',
    (clients) => ({
      ...clients,
      logs: beforeSend(clients.logs, (operation) =>
        operation === 'GetQueryResults' ? { status: 'Complete', results: [] } : undefined,
      ),
    }),
    [],
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
    [],
  ],
];

async function rulesBroken(faults: string, decorate?: Decorate): Promise<string[]> {
  const rules = new Set<string>();
  await runWorlds(
    (seed) => (seed < 12 ? { seed, queryCount: 3, faults: parseFaultPlan(faults, 'simulation'), decorate } : undefined),
    ({ violations }) => violations.forEach(({ rule }) => rules.add(rule)),
  );
  return [...rules].sort();
}

describe('the checks of a world', () => {
  it.each(brokenRules)('see that %s no more', async (_what, faults, decorate, found) => {
    const broken = await rulesBroken(faults, decorate);
    console.log(_what, broken);
    expect(broken).toEqual(expect.arrayContaining([...found]));
    expect(broken).not.toEqual([]);
  });

  it.each([...new Set(brokenRules.map(([, faults]) => faults))])(
    'see nothing under %s while the rules hold',
    async (faults) => {
      expect(await rulesBroken(faults)).toEqual([]);
    },
  );
});
