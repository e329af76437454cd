import { type AttributeValue, DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type HandledUpdate, type Handlers, type MessageOrigin } from '@pulso/local/console-api';
import { type ConversationMessage } from '@pulso/world/telegram';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { readFields } from '../../log-line';
import { plainItem } from '../cloud/table-handlers';
import { type MapLine } from '../map-line';
import { findNamed } from '../refuse';
import { type RunIndex } from '../runs/run-index';
import { type Handling, type UpdateIndex } from './update-index';

/** How much earlier than an invocation its first line may be. */
const earliestMs = 1_000;

/** What of a local cloud tells where messages come from. */
type OriginCloud = Pick<LocalCloud, 'botApi' | 'logStore' | 'settings'> & {
  readonly clock: Pick<LocalCloud['clock'], 'nowMs'>;
  readonly definition: Pick<LocalCloud['definition'], 'functions' | 'tables'>;
};

interface Known {
  readonly updates: Pick<UpdateIndex, 'of' | 'underWay'>;
  readonly runs: Pick<RunIndex, 'runIdsOf' | 'underWay'>;
  readonly mapLine: MapLine;
}

/** @returns What tells of a message why it is there, and what became of it. */
export function createOriginHandlers(cloud: OriginCloud, { updates, runs, mapLine }: Known): Handlers<'chat.origin'> {
  const { botApi, logStore, clock, definition } = cloud;
  const stored = createStored(cloud);

  const handlingsOf = ({ chatId, messageId, from, versions }: ConversationMessage): readonly Handling[] => {
    if (from === 'person') return updates.of(chatId, messageId);
    return [...new Set(versions.flatMap(({ atMs }) => updates.underWay(chatId, atMs)))];
  };

  /** A call of Telegram does not say which run it is for: it is one of those that the notifier had in its hands. */
  const runIdsOf = ({ chatId, from, versions }: ConversationMessage): readonly string[] => {
    if (from === 'person') return [];
    const username = botApi.chats().find(({ id }) => id === chatId)?.username;
    const names = [String(chatId), ...(username === undefined ? [] : [`@${username}`])].map((id) => `telegram ${id}`);
    const handed = versions
      .flatMap(({ atMs }) => runs.underWay('notifier', atMs))
      .flatMap((invocation) => invocation.handed ?? [])
      .filter(({ destination = '' }) =>
        names.some((name) => destination === name || destination.startsWith(`${name} `)),
      );
    return [...new Set(handed.map(({ runId }) => runId))];
  };

  const show = (handling: Handling): HandledUpdate => {
    const { updateId, update, requestId, startedAtMs, status, refused, functionName } = handling;
    const lines = linesOf(handling);
    const usage = lines.find(({ message }) => readFields(message)?.['update_id'] === updateId)?.message;
    return {
      ...{
        updateId,
        update,
        requestId,
        startedAtMs,
        runIds: runs.runIdsOf(requestId),
        lines: lines.map((line) => mapLine(functionName, line)),
      },
      ...(status !== undefined && { status }),
      ...(refused !== undefined && { refused }),
      ...(usage !== undefined && { usage }),
    };
  };

  const linesOf = ({ functionName, requestId, logStream, startedAtMs, endedAtMs = clock.nowMs() }: Handling) => {
    const { logGroupName } = findNamed('function', functionName, definition.functions);
    // Lambda's own line of the start may have come before.
    const range = { startMs: startedAtMs - earliestMs, endMs: endedAtMs + 1 };
    return logStore
      .eventsOf(logStore.get(logGroupName), range)
      .filter(
        ({ timestamp, message, ...event }) =>
          (event.logStream === logStream && timestamp >= startedAtMs) || message.includes(requestId),
      );
  };

  return {
    'chat.origin': async ({ chatId, messageId }): Promise<MessageOrigin> => {
      const message = botApi.conversation.messagesOf(chatId).find((each) => each.messageId === messageId);
      if (!message) throw new RefusedOperationError(`Chat ${chatId} has no message ${messageId}.`);
      const handlings = handlingsOf(message);
      const handled = handlings.map(show);
      const presses = updates
        .of(chatId, messageId)
        .filter((each) => !handlings.includes(each))
        .map(show);
      return { handled, presses, runIds: runIdsOf(message), stored: await stored([...handled, ...presses]) };
    },
  };
}

type Item = Readonly<Record<string, AttributeValue>>;

/** @returns Finds what the table of users keeps of updates and of the people who caused them. */
function createStored({ settings, definition }: Pick<OriginCloud, 'definition' | 'settings'>) {
  const client = new DynamoDBClient(settings);
  const table = definition.tables.find(({ name }) => name.endsWith('-users'))?.name;

  const scan = async (condition: string, values: Record<string, string>): Promise<readonly Item[]> => {
    const found: Item[] = [];
    let startKey: Item | undefined;
    do {
      const page = await client.send(
        new ScanCommand({
          TableName: table,
          FilterExpression: condition,
          ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }])),
          ...(startKey && { ExclusiveStartKey: startKey }),
        }),
      );
      found.push(...(page.Items ?? []));
      startKey = page.LastEvaluatedKey;
    } while (startKey);
    return found;
  };

  return async (handled: readonly HandledUpdate[]): Promise<MessageOrigin['stored']> => {
    if (table === undefined) return [];
    const items: Item[] = [];
    for (const updateId of new Set(handled.map((each) => each.updateId))) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: `update#${updateId}` } } }),
      );
      if (Item) items.push(Item);
    }
    const aliases = handled.flatMap(({ usage = '' }) => readFields(usage)?.['user'] ?? []);
    for (const alias of new Set(aliases.filter((each) => typeof each === 'string'))) {
      for (const person of await scan('alias = :alias', { ':alias': alias })) {
        const pseudonym = person['pk']?.S?.split('#')[1];
        items.push(...(pseudonym === undefined ? [person] : await scan('contains(pk, :id)', { ':id': pseudonym })));
      }
    }
    return items.map((item) => ({ table, item: plainItem(item) }));
  };
}
