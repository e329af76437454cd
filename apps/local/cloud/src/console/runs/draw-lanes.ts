import { type RunItem, type RunItemDetail, type RunLane } from '@pulso/local/console-api';

import { describeLine, type LogLine } from '../../log-line';
import { type Invocation } from '../heard';
import { laneIdOf, type Piece, questionsOf, type Run, type Try } from './read-run';
import { askedAtMsOf } from './standing-of';
import { pathOf, waitId, workId } from './trace-back';
import { clockTime, failureOf, ordinalOf, waitInWords } from './why';

/** An item, and the lane in which it is drawn. */
type PlacedItem = Omit<RunItem, 'isOnPath'> & { readonly laneId: string };

/** A shorter wait is none that a person would look for, ms. */
const shortestWaitMs = 20;

/** Of so many tries in a row that failed, only the first two and the last are drawn: the others are one bar. */
const leastFoldedCount = 3;

/** The order of the lanes, those of one service in the order of their first items. */
const serviceOrder = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'];

/**
 * Draws a run as lanes: one for each service, question and destination.
 *
 * @param last - The invocation that ended it; undefined: it goes on, and nothing has led to its end.
 */
export function drawLanes(run: Run, last: Invocation | undefined): RunLane[] {
  const path = pathOf(run, last);
  const drawn = run.pieces.map((piece) => drawPiece(piece, run));
  const works = Map.groupBy(
    drawn.flatMap(({ works }) => works),
    ({ invocation, piece }) => workId(invocation, laneIdOf(piece)),
  );
  const hidden = new Set(drawn.flatMap(({ folded }) => folded));
  const items = [
    requestItem(run),
    ...[...works].map(([id, all]) => drawWork(id, all, run)),
    ...drawn.flatMap(({ items }) => items),
    ...run.invocations.flatMap((invocation) => drawUnnamed(invocation, run)),
    ...run.invocations.flatMap((invocation) => (hidden.has(invocation) ? [] : momentItems(invocation, run))),
    ...faultItems(run, hidden),
  ];
  const asked = questionsOf(run);
  return [
    ...Map.groupBy(
      items.sort((a, b) => a.startMs - b.startMs),
      ({ laneId }) => laneId,
    ),
  ]
    .map(([id, laneItems]) => {
      const [service = id, ...title] = id.split(': ');
      const name = title.join(': ') || service;
      const asks = service === 'query-worker' ? asked.get(name) : undefined;
      const items = laneItems.map(({ laneId: _, ...item }) => ({ ...item, isOnPath: path.has(item.id) }));
      return { id, service, title: name, items, ...(asks && { asks }) };
    })
    .sort((a, b) => serviceOrder.indexOf(a.service) - serviceOrder.indexOf(b.service));
}

interface Work {
  readonly piece: Piece;
  readonly tried: Try;
  readonly index: number;
  readonly invocation: Invocation;
}

/** What a piece waited for, each of its tries, and those that are drawn as one bar. */
function drawPiece(piece: Piece, run: Run) {
  const { tries, sentAtMs, goneAtMs, type, isDeadLetter } = piece;
  const folded = tries.slice(2, -1).every(({ failure }) => failure !== undefined) ? tries.slice(2, -1) : [];
  const folds = folded.length >= leastFoldedCount ? folded : [];
  const items: PlacedItem[] = [];
  const works: Work[] = [];
  const sinceOf = (index: number): number => tries[index - 1]?.endMs ?? tries[index - 1]?.startMs ?? sentAtMs;
  tries.forEach((tried, index) => {
    if (folds.includes(tried)) return;
    const { startMs, invocation } = tried;
    const isLongEnough = startMs - sinceOf(index) >= shortestWaitMs && type !== 'run-deadline';
    if (isLongEnough) items.push(drawWait(piece, run, { index, startMs: sinceOf(index), endMs: startMs }));
    if (invocation) works.push({ piece, tried, index, invocation });
  });
  if (folds.length > 0) items.push(drawFold(piece, run, folds));
  const isWorkedOn = tries.length > 0 && tries.at(-1)?.endMs === undefined;
  const isLeft = goneAtMs === undefined && !isWorkedOn && (type !== 'run-deadline' || isDeadLetter);
  const wasDead = isDeadLetter && goneAtMs !== undefined;
  if (isLeft || wasDead) {
    const since = { index: tries.length, startMs: sinceOf(tries.length) };
    items.push(drawWait(piece, run, wasDead ? { ...since, endMs: goneAtMs } : since));
  }
  if (piece.sentBackFrom !== undefined) items.push(sentBackItem(piece));
  return { items, works, folded: folds.flatMap(({ invocation }) => invocation ?? []) };
}

const placeOf = (piece: Piece): Pick<PlacedItem, 'laneId' | 'messageId'> => ({
  // The wait for an answer to be counted stands with its question.
  laneId:
    piece.type === 'query-finished'
      ? laneIdOf({ ...piece, type: 'query-job', service: 'query-worker' })
      : laneIdOf(piece),
  ...(piece.queue !== undefined && { messageId: piece.sentBackFrom ?? piece.id }),
});

function drawWait(
  piece: Piece,
  run: Run,
  { index, startMs, endMs }: { index: number; startMs: number; endMs?: number },
): PlacedItem {
  const { name, service, shortName, tries, isDeadLetter, goneAtMs, nextAtMs, givenUpTo } = piece;
  const tried = tries[index];
  // As it was before this try.
  const before: Piece = { ...piece, tries: tries.slice(0, index), isDeadLetter: false };
  const { nextAtMs: _, givenUpTo: __, ...past } = before;
  const title = tried ? `${waitInWords(past, run)}${coldStartOf(tried)}` : waitInWords(piece, run);
  const lay = `${name} lay among the dead letters until ${clockTime(goneAtMs ?? 0)}`;
  const next = `${index > 0 ? `${ordinalOf(index + 1)} ` : ''}${shortName}`;
  const soon = nextAtMs === undefined ? next : `${next} at ${clockTime(nextAtMs)}`;
  const left = isDeadLetter ? `dead ${shortName}` : givenUpTo === undefined ? soon : `${shortName} to the dead letters`;
  return {
    ...{ id: waitId(piece, index), kind: 'wait', ...placeOf(piece), startMs },
    ...(endMs !== undefined && { endMs }),
    title: !tried && goneAtMs !== undefined ? lay : title,
    shortTitle: tried ? shortTitleOf(piece, index) : left,
    ...{ isBad: index > 0, isAgain: false },
    ...(tries[index - 1]?.invocation && { requestId: tries[index - 1]?.invocation?.requestId ?? '' }),
    details: [
      detail('sent', new Date(piece.sentAtMs).toISOString()),
      detail('sent by', piece.sentBy ? `${piece.sentBy.service}, request ${piece.sentBy.requestId}` : 'no function'),
      detail('receives', String(tries.length)),
      ...(nextAtMs === undefined || tried ? [] : [detail('next at', new Date(nextAtMs).toISOString())]),
      ...(piece.queue === undefined ? [] : [detail('queue', piece.queue)]),
      detail(piece.queue === undefined ? 'event' : `message ${piece.id}`, piece.body),
      detail('taken by', service),
    ],
  };
}

/** How a piece comes again: in front of its name, and as a sentence has it; undefined: for the first time. */
function repeatOf(
  { isCopy, sentBackFrom, queue }: Piece,
  index: number,
): readonly [mark: string, note: string] | undefined {
  if (index > 0) {
    const note = queue === undefined ? 'tried again by Lambda' : `${ordinalOf(index + 1)} receive`;
    return [ordinalOf(index + 1), note];
  }
  if (sentBackFrom !== undefined) return ['returned', 'sent back from the dead letters'];
  return isCopy ? ['copy of', 'a copy that the queue made'] : undefined;
}

const shortTitleOf = (piece: Piece, index: number): string =>
  [repeatOf(piece, index)?.[0], piece.shortName].filter(Boolean).join(' ');

/** @param all - What one invocation has worked on in one lane, at least one. */
function drawWork(id: string, all: readonly Work[], run: Run): PlacedItem {
  const [{ piece, index, invocation, tried } = {} as Work] = all;
  const { requestId, startedAtMs: startMs, endedAtMs: endMs, status } = invocation;
  const names = new Set(all.map((each) => each.piece.name));
  const notes = all.flatMap((each) => repeatOf(each.piece, each.index)?.[1] ?? []);
  const failures = all.flatMap((each) => failureOf(each.tried, each.piece, run) ?? []);
  return {
    ...{ id, kind: 'work', laneId: laneIdOf(piece), requestId, startMs, ...(endMs !== undefined && { endMs }) },
    ...(all.length === 1 && { messageId: placeOf(piece).messageId ?? piece.id }),
    title: [[...names].join(', '), ...new Set(notes), ...new Set(failures)].join('; ') + coldStartOf(tried),
    shortTitle:
      names.size > 1
        ? `${all.length} messages`
        : all.length > 1
          ? `${all.length} × ${piece.shortName}`
          : shortTitleOf(piece, index),
    ...{ isAgain: notes.length > 0, isBad: failures.length > 0 },
    details: [
      detail('request id', requestId),
      ...(status === undefined ? [] : [detail('status', status)]),
      ...all.map((each) =>
        detail(each.piece.queue === undefined ? 'event' : `message ${each.piece.id}`, each.piece.body),
      ),
    ],
  };
}

/** What an invocation did that was handed nothing of the run by name. */
const unnamed: Readonly<Record<string, string>> = {
  bot: 'it was asked for the report',
  aggregator: 'a sweep looked at the run',
};

function drawUnnamed(invocation: Invocation, { pieces }: Run): PlacedItem[] {
  const { id, service, requestId, startedAtMs: startMs, endedAtMs: endMs, status = 'success' } = invocation;
  if (pieces.some(({ tries }) => tries.some((tried) => tried.invocation === invocation))) return [];
  const title = unnamed[service] ?? 'it worked on the run';
  return [
    {
      ...{
        id: `work ${id} ${service}`,
        kind: 'work',
        laneId: service,
        requestId,
        startMs,
        ...(endMs !== undefined && { endMs }),
      },
      ...{
        title,
        shortTitle: service,
        isBad: status !== 'success',
        isAgain: false,
        details: [detail('request id', requestId)],
      },
    },
  ];
}

function coldStartOf({ invocation }: Try): string {
  const ms = invocation?.initDurationMs;
  return ms === undefined ? '' : `, with a cold start of ${(ms / 1000).toFixed(1)} s`;
}

/** @param tries - In a row, each of which failed. */
function drawFold(piece: Piece, run: Run, tries: readonly Try[]): PlacedItem {
  const reasons = Map.groupBy(tries, (tried) => failureOf(tried, piece, run));
  const told = [...reasons].map(([reason, all]) =>
    reasons.size === 1 ? `${reason} each time` : `${reason} (${all.length} ×)`,
  );
  const [first = piece.tries[0] as Try, last = tries.at(-1) ?? first] = [tries[0], tries.at(-1)];
  return {
    ...{ id: waitId(piece, 2), kind: 'wait', ...placeOf(piece), isBad: true, isAgain: true },
    ...{ startMs: piece.tries[1]?.endMs ?? first.startMs, endMs: last.endMs ?? last.startMs },
    title: `${tries.length} tries of ${piece.name}, from the 3rd on: ${told.join(', ')}`,
    shortTitle: `${tries.length} tries of ${piece.shortName}`,
    details: [detail('body', piece.body)],
  };
}

/** A redrive makes a new message of one. */
function sentBackItem(piece: Piece): PlacedItem {
  const title = `an operator sent ${piece.name} back from the dead letters`;
  return { ...moment(`back ${piece.id}`, piece.sentAtMs, title, [detail('body', piece.body)]), ...placeOf(piece) };
}

const triggerTitles: Readonly<Record<string, string>> = { schedule: 'the schedule fired', manual: 'asked for by hand' };

function requestItem(run: Run): PlacedItem {
  const [, trigger = ''] = run.runId.split('/');
  const title = triggerTitles[trigger] ?? 'asked for in a chat';
  const laneId = run.invocations[0]?.service ?? 'dispatcher';
  return { ...moment('request', askedAtMsOf(run), title, [detail('run', run.runId)]), laneId };
}

function momentItems({ id, service, lines, requestId }: Invocation, { runId, pieces }: Run): PlacedItem[] {
  const handed = pieces.filter(({ tries }) => tries.some(({ invocation }) => invocation?.id === id));
  const lanes = handed.map(laneIdOf);
  return lines.flatMap(({ fields, timestamp }, index): PlacedItem[] => {
    const { event, runId: named = runId, level, queryId, destination } = fields;
    if (typeof event !== 'string' || named !== runId || event === 'sweep-finished') return [];
    const names = {
      ...(typeof queryId === 'string' && { queryId }),
      ...(typeof destination === 'string' && { destination }),
    };
    const laneId = laneIdOf({ service, type: '', ...names });
    // A line says to what kind of chat a report went, not to which.
    const isOfKind = (other: string): boolean =>
      laneId.startsWith('notifier: telegram') && other.startsWith('notifier: telegram');
    const details = Object.entries(fields).map(([name, value]) => detail(name, String(value)));
    return [
      {
        ...moment(`line ${id} ${index}`, timestamp, titleOfLine(fields), details),
        ...{ isBad: level !== 'INFO', isAgain: event === 'query-requeued', requestId },
        laneId: lanes.find((each) => each === laneId) ?? lanes.find(isOfKind) ?? lanes[0] ?? service,
      },
    ];
  });
}

/** The fields of a line that say most beside its event. */
const tellingFields = ['status', 'reason', 'why', 'cause', 'pollCount', 'delaySeconds', 'method', 'errorMessage'];

function titleOfLine(fields: LogLine['fields']): string {
  const described = describeLine(fields)?.replace(/^\w+: /, '');
  if (described !== undefined) return described;
  const told = tellingFields.flatMap((name) => (fields[name] === undefined ? [] : [`${name} ${fields[name]}`]));
  return [String(fields['event']).replaceAll('-', ' '), ...told].join(', ').slice(0, 200);
}

/** A fault of a call stands where the invocation stands first: for which of its messages the call was is not known. */
function faultItems({ faults, pieces }: Run, hidden: ReadonlySet<Invocation>): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, struck: { requestId, messageId } }, index) => {
    const isStruck = ({ id, tries }: Piece): boolean =>
      messageId === undefined
        ? tries.some(({ invocation }) => invocation?.requestId === requestId)
        : id.startsWith(messageId);
    const piece = pieces.find(isStruck);
    const isHidden = [...hidden].some((invocation) => invocation.requestId === requestId);
    if (!piece || (messageId === undefined && isHidden)) return [];
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    const item = moment(`fault ${index}`, atMs, `${kind} ${messageId === undefined ? target : piece.name}`, details);
    const { laneId } = messageId === undefined ? { laneId: laneIdOf(piece) } : placeOf(piece);
    return [{ ...item, kind: 'fault' as const, isBad: true, laneId, ...(requestId !== undefined && { requestId }) }];
  });
}

const detail = (name: string, value: string): RunItemDetail => ({ name, value });

const moment = (id: string, atMs: number, title: string, details: readonly RunItemDetail[]) => ({
  ...{ id, kind: 'moment' as const, startMs: atMs, endMs: atMs, title, shortTitle: title, details },
  ...{ isBad: false, isAgain: false },
});
