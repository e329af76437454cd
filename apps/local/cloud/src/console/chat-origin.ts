import { type AttributeValue, DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type HandledUpdate, type Handlers, type MessageOrigin } from '@pulso/local/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { RefusedOperationError } from '../errors';
import { readFields } from '../log-line';
import { plainItem } from './cloud/table-part';
import { type Heard, type Invocation } from './heard';
import { readSubject } from './runs/read-subject';

/** What of a local cloud tells where messages come from. */
type OriginCloud = Pick<LocalCloud, 'botApi' | 'settings'> & {
  readonly definition: Pick<LocalCloud['definition'], 'tables'>;
};

/** @returns What tells of a message why it is there, and what became of it. */
export function createOriginHandlers(cloud: OriginCloud, heard: Heard): Handlers<'chat.origin'> {
  const stored = createStored(cloud);

  const show = (invocation: Invocation): HandledUpdate[] => {
    const { update, requestId, startedAtMs, status, refused, functionName, lines } = invocation;
    if (!update) return [];
    const usage = lines.find(({ fields }) => fields['update_id'] === update.updateId)?.message;
    const runs = [...heard.runs].filter(
      ([, run]) => run.invocations.has(invocation) || run.events.some(({ event }) => event.sentBy === requestId),
    );
    return [
      {
        ...{ updateId: update.updateId, update: update.update, requestId, startedAtMs },
        runIds: runs.map(([runId]) => runId),
        lines: lines.map((line) => heard.show(functionName, line)),
        ...(status !== undefined && { status }),
        ...(refused !== undefined && { refused }),
        ...(usage !== undefined && { usage }),
      },
    ];
  };

  return {
    'chat.origin': async ({ chatId, messageId }): Promise<MessageOrigin> => {
      const message = cloud.botApi.conversation.messagesOf(chatId).find((each) => each.messageId === messageId);
      if (!message) throw new RefusedOperationError(`Chat ${chatId} has no message ${messageId}.`);
      const about = heard.updatesIn(chatId).filter(({ update }) => update.messageId === messageId);
      const senders = message.versions.flatMap(({ by, atMs }) => heard.attemptAt(by, atMs) ?? []);
      const handlings: readonly Invocation[] = message.from === 'person' ? about : [...new Set(senders)];
      const handled = handlings.flatMap(show);
      const presses = about.filter((each) => !handlings.includes(each)).flatMap(show);
      return {
        ...{ handled, presses, stored: await stored([...handled, ...presses]) },
        runIds: [...new Set(senders.flatMap((sender) => runsShownBy(sender, chatId)))],
      };
    },
  };
}

/** Of a batch, those of which the report goes to the chat. */
function runsShownBy({ payload }: Invocation, chatId: number): string[] {
  const { Records = [] } = (readFields(payload) ?? {}) as { readonly Records?: readonly { readonly body: string }[] };
  const subjects = Records.flatMap(({ body }) => readSubject(body) ?? []);
  const own = subjects.filter(({ destination = '' }) => destination.split(' ')[1] === String(chatId));
  return (own.length > 0 ? own : subjects).map(({ runId }) => runId);
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
