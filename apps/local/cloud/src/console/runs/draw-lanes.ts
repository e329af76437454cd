import { type RunItem, type RunItemDetail, type RunLane } from '@pulso/console-api';

import { waitId, workId } from './item-ids';
import { type Receive, laneIdOf, namesIn } from './list-receives';
import { type RunFacts } from './run-facts';
import { type Invocation } from './run-index';
import { askedAtMsOf, endOf } from './summarize-run';
import { waitsSinceMs } from './trace-back';
import { failureOf, hasFailed, nameOfHanded, secondsText, shortNameOf, titleOfLine } from './words';

type PlacedItem = Omit<RunItem, 'isOnPath'> & { readonly laneId: string };

/** The order of the lanes, those of one service in the order of their first items. */
const serviceOrder = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier', 'alarms'];

/** A shorter wait is none that a person would look for, ms. */
const shortestWaitMs = 20;

/**
 * Draws a run as lanes: one for each service, question and destination.
 *
 * @param path - Ids of what the end of the run waited for.
 */
export function drawLanes(run: RunFacts, path: ReadonlySet<string>): RunLane[] {
  const works = Map.groupBy(run.receives, workId);
  const items = [
    requestItem(run),
    ...[...works].map(([id, receives]) => workItem(id, receives, run)),
    ...run.receives.flatMap(waitItems),
    ...pendingItems(run),
    ...run.invocations.flatMap((invocation) => momentItems(invocation, run)),
    ...faultItems(run),
    ...alarmItems(run),
  ];
  const lanes = Map.groupBy(
    items.toSorted((a, b) => a.startMs - b.startMs),
    ({ laneId }) => laneId,
  );
  return [...lanes]
    .map(([id, laneItems]) => {
      const [service = id, ...title] = id.split(': ');
      const drawn = laneItems.map(({ laneId: _, ...item }) => ({ ...item, isOnPath: path.has(item.id) }));
      return { id, service, title: title.join(': ') || service, items: drawn };
    })
    .sort((a, b) => serviceOrder.indexOf(a.service) - serviceOrder.indexOf(b.service));
}

function requestItem(run: RunFacts): PlacedItem {
  const [, trigger = ''] = run.runId.split('/');
  const titles: Readonly<Record<string, string>> = { schedule: 'the schedule fired', manual: 'asked for by hand' };
  return {
    ...moment('request', askedAtMsOf(run), titles[trigger] ?? 'asked for in a chat', [detail('run', run.runId)]),
    laneId: run.invocations[0]?.service ?? 'dispatcher',
  };
}

/** What an invocation did that was handed nothing of the run by name. */
const unnamed: Readonly<Record<string, string>> = {
  bot: 'it was asked for the report',
  aggregator: 'a sweep looked at the run',
};

function workItem(id: string, receives: readonly Receive[], run: RunFacts): PlacedItem {
  const [{ invocation, laneId } = {} as Receive] = receives;
  const { service, requestId, startedAtMs, endedAtMs, initDurationMs, status, errorType } = invocation;
  const handed = receives.flatMap((each) => each.handed ?? []);
  const receiveCount = Math.max(1, ...handed.map(({ message }) => message?.receiveCount ?? 1));
  const failed = receives.find(hasFailed);
  const notes = [
    handed.map(nameOfHanded).join(', ') || unnamed[service] || 'it worked on the run',
    ...(receiveCount > 1 ? [`receive ${receiveCount}`] : []),
    ...(receives.some(({ isCopy }) => isCopy) ? ['a copy that the queue delivered'] : []),
    ...(receives.some(({ handed: own, earlier }) => own && !own.message && earlier) ? ['tried again by Lambda'] : []),
    ...(failed ? [failureOf(failed, run)] : []),
    ...(initDurationMs === undefined ? [] : [`after a cold start of ${secondsText(initDurationMs)}`]),
  ];
  return {
    ...{ id, laneId, kind: 'work', requestId, startMs: startedAtMs, receiveCount, isBad: failed !== undefined },
    ...(endedAtMs !== undefined && { endMs: endedAtMs }),
    title: notes.join('; '),
    shortTitle: handed.length > 1 ? `${handed.length} messages` : handed.map(shortNameOf).join('') || service,
    details: [
      detail('request id', requestId),
      ...(status === undefined ? [] : [detail('status', [status, errorType].filter(Boolean).join(', '))]),
      ...handed.map((each) => detail(each.message ? `message ${each.message.id}` : 'event', each.body)),
    ],
  };
}

function waitItems(receive: Receive): PlacedItem[] {
  const { invocation, handed } = receive;
  const { startedAtMs, requestId, service } = invocation;
  const sinceMs = waitsSinceMs(receive) ?? startedAtMs;
  // The deadline lies in the queue from the beginning, on purpose.
  if (!handed?.message || handed.type === 'run-deadline' || startedAtMs - sinceMs < shortestWaitMs) return [];
  const { id, sentAtMs, receiveCount } = handed.message;
  return [
    {
      ...{ id: waitId(receive), kind: 'wait', laneId: messageLaneOf(receive), requestId, receiveCount },
      ...{ startMs: sinceMs, endMs: startedAtMs, isBad: receiveCount > 1 },
      title: `${nameOfHanded(handed)} waits for ${service}`,
      shortTitle: shortNameOf(handed),
      details: [
        detail('message', id),
        detail('sent', new Date(sentAtMs).toISOString()),
        detail('receive', String(receiveCount)),
        detail('body', handed.body),
      ],
    },
  ];
}

/** What has failed in a run that still goes on comes back when its visibility timeout is over. */
function pendingItems(run: RunFacts): PlacedItem[] {
  if (endOf(run).endedAtMs !== undefined) return [];
  const cameBack = new Set(run.receives.map(({ earlier }) => earlier));
  return run.receives.flatMap((receive): PlacedItem[] => {
    const { handed, invocation } = receive;
    if (!handed || invocation.endedAtMs === undefined || !hasFailed(receive) || cameBack.has(receive)) return [];
    const waits = { laneId: messageLaneOf(receive), requestId: invocation.requestId, isBad: true };
    return [
      {
        ...{ id: `pending ${workId(receive)}`, kind: 'wait', startMs: invocation.endedAtMs, ...waits },
        title: `${nameOfHanded(handed)} waits until it is handed out again: ${failureOf(receive, run)}`,
        shortTitle: shortNameOf(handed),
        details: [detail('body', handed.body)],
      },
    ];
  });
}

/** The wait for an answer to be counted stands with its question. */
const messageLaneOf = ({ handed, laneId }: Receive): string =>
  handed?.type === 'query-finished' ? laneIdOf('query-worker', handed) : laneId;

function momentItems({ id, service, lines, requestId }: Invocation, { runId, receives }: RunFacts): PlacedItem[] {
  const lanes = receives.filter(({ invocation }) => invocation.id === id).map(({ laneId }) => laneId);
  return lines.flatMap(({ fields, timestamp }, index): PlacedItem[] => {
    const { event, runId: named = runId, level } = fields;
    if (typeof event !== 'string' || named !== runId || event === 'sweep-finished') return [];
    const laneId = laneIdOf(service, namesIn(fields));
    const details = Object.entries(fields).map(([name, value]) => detail(name, String(value)));
    return [
      {
        ...moment(`line ${id} ${index}`, timestamp, titleOfLine(fields), details, level !== 'INFO'),
        ...{ laneId: lanes.includes(laneId) ? laneId : (lanes[0] ?? service), requestId },
      },
    ];
  });
}

/** A fault of a call stands in each lane of the invocation: which of its messages the call was for is not known. */
function faultItems({ faults, receives }: RunFacts): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, invocation, messageId }, index) => {
    const struck = receives.filter((each) =>
      invocation ? each.invocation === invocation : each.handed?.message?.id === messageId,
    );
    const lanes = new Set(struck.map((each) => (invocation ? each.laneId : messageLaneOf(each))));
    const [first] = struck;
    const what = !invocation && first?.handed ? nameOfHanded(first.handed) : target;
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    return [...lanes].map((laneId) => ({
      ...moment(`fault ${index} ${laneId}`, atMs, `${kind} ${what}`, details, true),
      ...{ kind: 'fault' as const, laneId, ...(first && { requestId: first.invocation.requestId }) },
    }));
  });
}

function alarmItems({ alarmChanges, invocations, nowMs }: RunFacts): PlacedItem[] {
  const [fromMs, toMs] = [invocations[0]?.startedAtMs ?? nowMs, invocations.at(-1)?.endedAtMs ?? nowMs];
  const meanwhile = alarmChanges.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  return meanwhile.map(({ name, state, atMs, description }) => ({
    ...moment(
      `alarm ${name} ${atMs}`,
      atMs,
      `${name} ${state === 'ALARM' ? 'rings' : 'is over'}`,
      [detail('description', description)],
      state === 'ALARM',
    ),
    ...{ kind: 'alarm' as const, laneId: 'alarms' },
  }));
}

const moment = (id: string, atMs: number, title: string, details: readonly RunItemDetail[], isBad = false) => ({
  ...{ id, kind: 'moment' as const, startMs: atMs, endMs: atMs, title, shortTitle: title, isBad, details },
});

const detail = (name: string, value: string): RunItemDetail => ({ name, value });
