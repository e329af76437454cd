import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { type QueuedMessage } from '@pulso/local/gateway';
import { type CloudPage, type CloudRow, type Fact, type Handlers } from '@pulso/local/console-api';
import { type TableDefinition } from '@pulso/world/dynamodb';
import { type CloudDefinition, type FunctionDefinition, type QueueDefinition } from '@pulso/world/stacks';

import { type LocalCloud } from '../../cloud/local-cloud';
import { RefusedOperationError } from '../../errors';
import { type Heard } from '../heard';
import { findNamed } from '../refuse';
import { readSubject } from '../runs/read-subject';
import { failureOf } from '../runs/why';

interface PartsCloud extends Pick<LocalCloud, 'figuresOf' | 'logStore' | 'queues' | 'runningCount' | 'settings'> {
  readonly stage: string;
  readonly definition: Pick<CloudDefinition, 'eventSourceMappings' | 'functions' | 'queues' | 'tables'>;
}

interface Wanted {
  /** Where the page begins; undefined: at the first row. */
  readonly from: string | undefined;
  /** What a row must hold, in lower case. */
  readonly text: string;
}

/** Messages, items, and lines of a page. */
const [rowCount, lineCount] = [50, 100];

/** @returns What shows queues, tables and functions, and sends dead letters back. */
export function createPartHandlers(
  cloud: PartsCloud,
  heard: Heard,
): Handlers<'cloud.detail' | 'cloud.list' | 'cloud.redrive'> {
  const { functions, queues, tables } = cloud.definition;
  const client = new DynamoDBClient(cloud.settings);
  const whyBack = ({ messageId, body, receives }: QueuedMessage): string | undefined => {
    const { atMs = 0, by, failure } = receives.at(-1) ?? {};
    const tried = { startMs: atMs, endMs: undefined, invocation: heard.attemptAt(by, atMs), failure };
    return failureOf(tried, { runId: '', ...readSubject(body), id: messageId }, { faults: heard.faults, lines: [] });
  };
  const lists = {
    queues: () => queues.map((queue) => rowOfQueue(queue, cloud)),
    tables: () => Promise.all(tables.map((table) => rowOfTable(table, client))),
    functions: () => functions.map((definition) => rowOfFunction(definition, cloud)),
  };
  const details = {
    queues: (name: string, wanted: Wanted) => messagesIn(findNamed('queue', name, queues), cloud, whyBack, wanted),
    tables: (name: string, wanted: Wanted) => itemsIn(findNamed('table', name, tables), client, wanted),
    functions: (name: string, wanted: Wanted) =>
      linesOf(findNamed('function', name, functions), cloud.logStore, heard, wanted),
  };
  return {
    'cloud.list': async ({ kind }) => {
      const rows: readonly CloudRow[] = await lists[kind]();
      return rows.toSorted((left, right) => Number(right.isBad ?? false) - Number(left.isBad ?? false));
    },
    'cloud.detail': ({ kind, name, from, holds = '' }) => details[kind](name, { from, text: holds.toLowerCase() }),
    'cloud.redrive': ({ queue, messageId }) => redrive(findNamed('queue', queue, queues), cloud, messageId),
  };
}

const factOf = (atMs: number | undefined, otherwise = '–'): Fact => (atMs === undefined ? otherwise : { atMs });

/** What tells a copy that a queue has made from its message. */
const copyMark = ' copy';

/** Without application and stage. */
function shortNameOf(name: string, { stage }: PartsCloud): string {
  const prefix = resourceName(stage, '');
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

const nameAt = (arn: string, cloud: PartsCloud): string => shortNameOf(arn.slice(arn.lastIndexOf(':') + 1), cloud);

/** @returns The queues whose dead letters lie in a queue, without application and stage. */
const sourcesOf = ({ arn }: QueueDefinition, cloud: PartsCloud): readonly string[] =>
  cloud.definition.queues
    .filter(({ redrive: policy }) => policy?.deadLetterTargetArn === arn)
    .map(({ name }) => shortNameOf(name, cloud));

/** @returns The functions that take the messages of a queue; none: they are left to lie there. */
const takersOf = ({ arn }: QueueDefinition, cloud: PartsCloud): readonly string[] =>
  cloud.definition.eventSourceMappings
    .filter(({ queueArn }) => queueArn === arn)
    .map(({ functionName }) => shortNameOf(functionName, cloud));

function aboutQueue(queue: QueueDefinition, cloud: PartsCloud): string {
  const [takers, from] = [takersOf(queue, cloud), sourcesOf(queue, cloud)];
  if (takers.length === 0) {
    const how = from.length > 0 ? ', then send it back: here, or with aws sqs start-message-move-task' : '';
    const whose = from.join(', ') || 'a schedule or of Lambda';
    return `A message of ${whose} comes here after its last try. See why, mend the cause${how}.`;
  }
  const taken = `Taken by ${takers.join(', ')}`;
  if (!queue.redrive) return `${taken}.`;
  const { maxReceiveCount, deadLetterTargetArn } = queue.redrive;
  return `${taken}; after ${maxReceiveCount} failed receives put into ${nameAt(deadLetterTargetArn, cloud)}.`;
}

function rowOfQueue(queue: QueueDefinition, cloud: PartsCloud): CloudRow {
  const messages = cloud.queues.peek(queue.name);
  const count = (state: QueuedMessage['state']): number => messages.filter((one) => one.state === state).length;
  const isBad = messages.length > 0 && takersOf(queue, cloud).length === 0;
  return {
    id: queue.name,
    ...(isBad && { isBad }),
    facts: {
      ...{ Waiting: count('visible'), 'In flight': count('inFlight'), Delayed: count('delayed') },
      'Oldest sent': factOf(messages[0]?.sentAtMs),
      'What happens here': aboutQueue(queue, cloud),
    },
  };
}

function messagesIn(
  queue: QueueDefinition,
  cloud: PartsCloud,
  whyBack: (message: QueuedMessage) => string | undefined,
  { from, text }: Wanted,
): CloudPage {
  const messages = cloud.queues.peek(queue.name).filter(({ body }) => body.toLowerCase().includes(text));
  const rows = messages.map((message): CloudRow => {
    const { messageId, isCopy, state, body, receiveCount, sentAtMs, sentBy, deadLetterSourceArn, visibleAtMs } =
      message;
    const runId = readSubject(body)?.runId;
    const isDead = deadLetterSourceArn !== undefined;
    return {
      id: `${messageId}${isCopy ? copyMark : ''}`,
      text: body,
      ...(runId !== undefined && { runId }),
      ...(isDead && { isBad: true }),
      ...(isDead && state === 'visible' && { canGoBack: true }),
      facts: {
        State: isDead ? `dead letter of ${nameAt(deadLetterSourceArn, cloud)}` : stateInWords(message),
        ...{ Sent: { atMs: sentAtMs }, 'Sent by': sentBy ?? '–', Receives: receiveCount },
        'Why it came back': whyBack(message) ?? '–',
        'Next try': isDead ? 'when sent back' : factOf(visibleAtMs, 'at once'),
      },
    };
  });
  const goesBackTo = sourcesOf(queue, cloud).join(', ');
  return { about: aboutQueue(queue, cloud), ...pageOf(rows, from), ...(goesBackTo !== '' && { goesBackTo }) };
}

function stateInWords({ state, delayMs, visibleAtMs, receives }: QueuedMessage): string {
  if (state === 'inFlight' && receives.at(-1)?.failure !== undefined) return 'put back';
  if (state === 'delayed') return delayMs > 0 ? `delayed by ${delayMs / 1_000} s` : 'delivered late by a fault';
  return visibleAtMs === undefined ? 'waiting' : 'in flight';
}

function pageOf(rows: readonly CloudRow[], from = '0'): Pick<CloudPage, 'next' | 'rows'> {
  const end = Number(from) + rowCount;
  return { rows: rows.slice(Number(from), end), ...(end < rows.length && { next: String(end) }) };
}

function redrive(queue: QueueDefinition, cloud: PartsCloud, messageId?: string): { readonly movedCount: number } {
  const { name } = queue;
  if (sourcesOf(queue, cloud).length === 0) {
    throw new RefusedOperationError(`Messages of ${name} came from no queue to which they could go back.`);
  }
  const visible = cloud.queues.peek(name).flatMap((each) => (each.state === 'visible' ? each.messageId : []));
  const wanted = messageId === undefined ? visible : [messageId.replace(copyMark, '')];
  const movedCount = wanted.filter((id) => cloud.queues.sendBack(name, id)).length;
  if (movedCount === wanted.length) return { movedCount };
  throw new RefusedOperationError(
    `${movedCount} of ${wanted.length} messages of ${name} have gone back; what came from no queue, or does not wait ` +
      'any more, stays.',
  );
}

type Item = Readonly<Record<string, AttributeValue>>;

const keysOf = ({ partitionKey, sortKey }: TableDefinition): readonly string[] =>
  [partitionKey, ...(sortKey ? [sortKey] : [])].map(({ name }) => name);

async function rowOfTable(table: TableDefinition, client: DynamoDBClient): Promise<CloudRow> {
  const scan = new ScanCommand({ TableName: table.name, Select: 'COUNT' });
  const { Count = 0, LastEvaluatedKey } = await client.send(scan);
  const Items = LastEvaluatedKey ? `more than ${Count}` : Count;
  const facts = { Items, Key: keysOf(table).join(', '), 'Items expire by': table.timeToLiveAttribute ?? 'never' };
  return { id: table.name, facts };
}

async function itemsIn(table: TableDefinition, client: DynamoDBClient, { from, text }: Wanted): Promise<CloudPage> {
  const rows: CloudRow[] = [];
  let next: Item | undefined;
  do {
    const scan = new ScanCommand({ TableName: table.name, ...(next && { ExclusiveStartKey: next }) });
    const page = await client.send(scan);
    const items = (page.Items ?? []).map((item) => rowOfItem(item, table));
    rows.push(...items.filter((row) => row.text?.toLowerCase().includes(text)));
    next = page.LastEvaluatedKey;
  } while (next && rows.length <= Number(from ?? 0) + rowCount);
  return { about: 'Only the service that owns it reads and writes it.', ...pageOf(rows, from) };
}

function rowOfItem(item: Item, table: TableDefinition): CloudRow {
  const plain = plainItem(item);
  const key = Object.fromEntries(keysOf(table).map((each) => [each, String(plain[each])]));
  const expires = item[table.timeToLiveAttribute ?? '']?.N;
  const Expires = expires === undefined ? 'never' : { atMs: Number(expires) * 1_000 };
  return { id: Object.values(key).join(' '), facts: { ...key, Expires }, text: JSON.stringify(plain) };
}

/** @returns An item as plain JSON: numbers that JavaScript would round as texts. */
export const plainItem = (item: Item): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

/** Items of the local cloud have texts, numbers, booleans, nulls, maps and lists. */
function plainValue({ S, N, BOOL, L, M }: AttributeValue): unknown {
  if (N !== undefined) return String(Number(N)) === N ? Number(N) : N;
  if (L) return L.map(plainValue);
  return M ? plainItem(M) : (S ?? BOOL ?? null);
}

function rowOfFunction(
  { name, timeoutSeconds }: FunctionDefinition,
  { figuresOf, runningCount }: PartsCloud,
): CloudRow {
  const { durationsMs, lastError = '–', lastStartedAtMs, ...figures } = figuresOf(name);
  const sorted = durationsMs.toSorted((left, right) => left - right);
  const msOr = (ms: number | undefined): Fact => (ms === undefined ? '–' : { ms });
  const isBad = figures.errorCount + figures.throttleCount + figures.loggedErrorCount > 0;
  return {
    id: name,
    ...(isBad && { isBad }),
    facts: {
      Errors: figures.errorCount,
      'Errors logged': figures.loggedErrorCount,
      Throttles: figures.throttleCount,
      'Last error': lastError,
      'Running now': runningCount(name),
      Invocations: figures.invocationCount,
      'Cold starts': figures.coldStartCount,
      Median: msOr(sorted[Math.floor((sorted.length - 1) / 2)]),
      Longest: msOr(sorted.at(-1)),
      'May take': { ms: timeoutSeconds * 1_000 },
      'Last at': factOf(lastStartedAtMs),
    },
  };
}

/** Its pages begin at a place of the log, so that lines that are logged meanwhile move none. */
function linesOf(
  { name, logGroupName }: FunctionDefinition,
  logStore: PartsCloud['logStore'],
  heard: Heard,
  { from, text: wanted }: Wanted,
): CloudPage {
  const events = logStore.eventsOf(logStore.get(logGroupName));
  const rows: CloudRow[] = [];
  let place = Math.min(Number(from ?? events.length), events.length);
  for (; place > 0 && rows.length < lineCount; place -= 1) {
    const event = events[place - 1];
    const line = event && heard.show(name, event);
    if (!line?.message.toLowerCase().includes(wanted)) continue;
    const { timestamp: atMs, message: text } = line;
    const isBad = /"level": ?"(ERROR|FATAL)"|"status": ?"(error|timeout)"/.test(text);
    rows.push({ id: String(place), facts: { Time: { atMs } }, text, ...(isBad && { isBad }) });
  }
  const about = 'Its log, newest lines first. The function is invoked by events: there is nothing to start or stop.';
  return { about, rows, ...(place > 0 && { next: String(place) }) };
}
