import { type RunItem, type RunItemDetail, type RunLane } from '@pulso/local/console-api';

import { readFields } from '../../log-line';
import { type Invocation } from '../heard';
import { type Piece, type Run, type Try, isWorkedOn } from './read-run';
import { clockTime, failureOf, ordinalOf, waitInWords } from './why';

/** An item, and the lane in which it is drawn. */
type PlacedItem = RunItem & { readonly laneId: string };

/** Nobody would look for a shorter wait, ms. */
const shortestWaitMs = 20;

/** The order of the lanes, those of one service in the order of their first items. */
const serviceOrder = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'];

/**
 * Draws a run as lanes: one for each service, question and destination.
 *
 * @param endMs - What begins later is left out: a day of sweeps would leave no room for the run.
 */
export function drawLanes(run: Run, endMs = Infinity): RunLane[] {
  const asked = questionsOf(run);
  const works = Map.groupBy(run.pieces.flatMap(worksOf), ({ piece, invocation }) =>
    workId(invocation, laneIdOf(piece)),
  );
  const items = [
    ...[...works].map(([id, all]) => drawWork(id, all, run)),
    ...run.pieces.flatMap((piece) => drawWaits(piece, run)),
    ...run.invocations.flatMap((invocation) => drawUnnamed(invocation, run)),
    ...faultItems(run),
  ]
    .filter(({ startMs }) => startMs <= endMs)
    .sort((a, b) => a.startMs - b.startMs);
  return [...Map.groupBy(items, ({ laneId }) => laneId)]
    .map(([id, laneItems]) => {
      const [service = id, ...title] = id.split(': ');
      const name = title.join(': ') || service;
      const asks = service === 'query-worker' ? asked.get(name) : undefined;
      const drawn = laneItems.map(({ laneId: _, ...item }) => item);
      return { id, service, title: name, items: drawn, ...(asks && { asks }) };
    })
    .sort((a, b) => serviceOrder.indexOf(a.service) - serviceOrder.indexOf(b.service));
}

/** @returns What each question asks, as its first job has it: a later one may ask again of an earlier day. */
function questionsOf({ pieces }: Run): ReadonlyMap<string, NonNullable<RunLane['asks']>> {
  const asked = new Map<string, NonNullable<RunLane['asks']>>();
  for (const { type, queryId, body } of pieces) {
    const { queryString, logGroupNames, startTimeSeconds, endTimeSeconds, backfill } = readFields(body) ?? {};
    if (type !== 'query-job' || queryId === undefined || asked.has(queryId) || backfill !== undefined) continue;
    asked.set(queryId, {
      query: String(queryString),
      logGroups: (logGroupNames ?? []) as readonly string[],
      startMs: Number(startTimeSeconds) * 1_000,
      // The queue's are inclusive.
      endMs: (Number(endTimeSeconds) + 1) * 1_000,
    });
  }
  return asked;
}

/** What one batch has of a lane is one item. */
const workId = (invocation: Invocation, laneId: string): string => `work ${invocation.id} ${laneId}`;

interface Work {
  readonly piece: Piece;
  readonly tried: Try;
  readonly index: number;
  readonly invocation: Invocation;
}

const worksOf = (piece: Piece): Work[] =>
  piece.tries.flatMap((tried, index) =>
    tried.invocation ? { piece, tried, index, invocation: tried.invocation } : [],
  );

/** Where a piece is worked on: an answer is counted where all are. */
const laneIdOf = ({ service, type, queryId, destination }: Piece): string => {
  const of = service === 'notifier' ? destination : service === 'query-worker' ? queryId : undefined;
  return of === undefined || type === 'query-finished' ? service : `${service}: ${of}`;
};

/** Where a piece waits: an answer to be counted stands with its question. */
const waitLaneOf = (piece: Piece): string =>
  piece.type === 'query-finished' ? `query-worker: ${piece.queryId}` : laneIdOf(piece);

/** What a piece waited for before each of its tries, and waits for now. The deadline lies in its queue on purpose. */
function drawWaits(piece: Piece, run: Run): PlacedItem[] {
  const { tries, name, shortName, isDeadLetter, sentAtMs, goneAtMs, type } = piece;
  const sinceMs = (index: number): number => tries[index - 1]?.endMs ?? tries[index - 1]?.startMs ?? sentAtMs;
  const draw = (index: number, endMs: number | undefined, title: string, shortTitle: string): PlacedItem => ({
    ...{
      id: `wait ${piece.id} ${index}`,
      kind: 'wait',
      laneId: waitLaneOf(piece),
      startMs: sinceMs(index),
      title,
      shortTitle,
    },
    ...{ isBad: index > 0, details: detailsOf(piece), ...(endMs !== undefined && { endMs }) },
    // Its lines say why the piece waits.
    ...(tries[index - 1]?.invocation && { requestId: tries[index - 1]?.invocation?.requestId ?? '' }),
  });
  const items = tries.flatMap((tried, index) => {
    if (type === 'run-deadline' || tried.startMs - sinceMs(index) < shortestWaitMs) return [];
    const unsettled = { isDeadLetter: false, nextAtMs: undefined, givenUpTo: undefined };
    const before = { ...piece, tries: tries.slice(0, index), ...unsettled };
    const title = `${waitInWords(before, run)}${coldStartOf(tried)}`;
    return draw(index, tried.startMs, title, shortTitleOf(piece, index));
  });
  if (isDeadLetter && goneAtMs !== undefined) {
    const title = `${name} lay among the dead letters until ${clockTime(goneAtMs)}`;
    items.push(draw(tries.length, goneAtMs, title, `dead ${shortName}`));
  } else if (goneAtMs === undefined && !isWorkedOn(piece) && (type !== 'run-deadline' || isDeadLetter)) {
    const next = piece.nextAtMs === undefined ? '' : ` at ${clockTime(piece.nextAtMs)}`;
    const left = isDeadLetter ? `dead ${shortName}` : `${shortTitleOf(piece, tries.length)}${next}`;
    items.push(draw(tries.length, undefined, waitInWords(piece, run), left));
  }
  return items;
}

const detailsOf = ({ id, body, queue, sentAtMs, sentBy, tries }: Piece): RunItemDetail[] => [
  detail('sent', new Date(sentAtMs).toISOString()),
  detail('sent by', sentBy ? `${sentBy.service}, request ${sentBy.requestId}` : 'no function'),
  detail(queue === undefined ? 'attempts' : `receives in ${queue}`, String(tries.length)),
  detail(queue === undefined ? 'event' : `message ${id}`, body),
];

/** How a piece comes again: in front of its name, and as a sentence has it; undefined: for the first time. */
function repeatOf({ isCopy, sentBackFrom, queue }: Piece, index: number): readonly [string, string] | undefined {
  const mark = ordinalOf(index + 1);
  if (index > 0) return [mark, queue === undefined ? 'tried again by Lambda' : `${mark} receive`];
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
    title: [[...names].join(', '), ...new Set(notes), ...new Set(failures)].join('; ') + coldStartOf(tried),
    shortTitle: names.size > 1 ? `${all.length} messages` : shortTitleOf(piece, index),
    isBad: failures.length > 0,
    details: [
      detail('request id', requestId),
      detail('status', status ?? '-'),
      ...all.flatMap((each) => detailsOf(each.piece)),
    ],
  };
}

function coldStartOf({ invocation }: Try): string {
  const ms = invocation?.initDurationMs;
  return ms === undefined ? '' : `, with a cold start of ${(ms / 1000).toFixed(1)} s`;
}

/** An invocation that was handed nothing of the run by name. */
function drawUnnamed(invocation: Invocation, { pieces }: Run): PlacedItem[] {
  const { service, requestId, startedAtMs: startMs, endedAtMs: endMs, status = 'success' } = invocation;
  if (pieces.some(({ tries }) => tries.some((tried) => tried.invocation === invocation))) return [];
  const title = service === 'bot' ? 'it was asked for the report' : 'a sweep looked at the run';
  const details = [detail('request id', requestId)];
  return [
    {
      ...{ id: workId(invocation, service), kind: 'work', laneId: service, requestId, startMs, title, details },
      ...{ shortTitle: service, isBad: status !== 'success', ...(endMs !== undefined && { endMs }) },
    },
  ];
}

/** A fault of a call stands where the invocation stands first: for which of its messages the call was is not known. */
function faultItems({ faults, pieces }: Run): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, struck: { requestId, messageId } }, index) => {
    const piece = pieces.find(({ id, tries }) =>
      messageId === undefined
        ? tries.some(({ invocation }) => invocation?.requestId === requestId)
        : id.startsWith(messageId),
    );
    if (!piece) return [];
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    const laneId = messageId === undefined ? laneIdOf(piece) : waitLaneOf(piece);
    const title = `${kind} ${messageId === undefined ? target : piece.name}`;
    const id = `fault ${index}`;
    return [
      {
        ...{ id, kind: 'fault', laneId, startMs: atMs, endMs: atMs, title, shortTitle: title, details, isBad: true },
        ...(requestId !== undefined && { requestId }),
      },
    ];
  });
}

const detail = (name: string, value: string): RunItemDetail => ({ name, value });
