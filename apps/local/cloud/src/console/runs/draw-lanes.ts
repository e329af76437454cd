import { type RunItem, type RunItemDetail, type RunLane } from '@pulso/console-api';

import { type LogLine } from '../../runs/log-line';
import { describeChange } from './describe-change';
import { laneIdOf, waitId, workId } from './item-ids';
import { type Handed } from './read-handed';
import { type RunFacts, handedOf } from './run-facts';
import { type Invocation } from './run-index';
import { askedAtMsOf } from './summarize-run';
import { hasFailed, nameOfHanded, secondsText, titleOfLine } from './words';

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
  const items = [
    requestItem(run),
    ...run.invocations.flatMap((invocation) => [
      ...workItems(invocation, run),
      ...waitItems(invocation, run),
      ...momentItems(invocation, run),
    ]),
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

/** The lanes in which an invocation stands. */
export function lanesOf(invocation: Invocation, { runId }: Pick<RunFacts, 'runId'>): string[] {
  const { service, lines } = invocation;
  const handed = handedOf(invocation, runId);
  const told = lines.filter(({ fields }) => fields['runId'] === runId).map(({ fields }) => namesIn(fields));
  return [...new Set((handed.length > 0 ? handed : told).map((each) => laneIdOf(service, each)))];
}

const namesIn = ({ queryId, destination }: LogLine['fields']): Pick<Handed, 'destination' | 'queryId'> => ({
  ...(typeof queryId === 'string' && { queryId }),
  ...(typeof destination === 'string' && { destination }),
});

function requestItem(run: RunFacts): PlacedItem {
  const [, trigger = ''] = run.runId.split('/');
  const titles: Readonly<Record<string, string>> = { schedule: 'the schedule fired', manual: 'asked for by hand' };
  const startMs = askedAtMsOf(run);
  const [first] = run.invocations;
  return {
    ...{ id: 'request', kind: 'moment', isBad: false, startMs, endMs: startMs },
    laneId: first?.service ?? 'dispatcher',
    title: titles[trigger] ?? 'asked for in a chat',
    details: [{ name: 'run', value: run.runId }],
  };
}

function workItems(invocation: Invocation, run: RunFacts): PlacedItem[] {
  const { requestId, startedAtMs, endedAtMs, initDurationMs, status, errorType } = invocation;
  return lanesOf(invocation, run).map((laneId) => {
    const handed = handedOf(invocation, run.runId).filter((each) => laneIdOf(invocation.service, each) === laneId);
    const receiveCount = Math.max(0, ...handed.map(({ message }) => message?.receiveCount ?? 0));
    const change = describeChange(invocation, handed, run);
    const cold = initDurationMs === undefined ? [] : [`cold start ${secondsText(initDurationMs)}`];
    return {
      ...{ id: workId(invocation, laneId), laneId, kind: 'work', requestId, startMs: startedAtMs },
      ...(endedAtMs !== undefined && { endMs: endedAtMs }),
      title: [handed.map(nameOfHanded).join(', ') || 'a look at the run', ...change, ...cold].join('; '),
      isBad: hasFailed(invocation),
      ...(receiveCount > 0 && { receiveCount }),
      details: [
        detail('request id', requestId),
        ...(status === undefined ? [] : [detail('status', [status, errorType].filter(Boolean).join(', '))]),
        ...handed.map((each) => detail(each.message ? `message ${each.message.id}` : 'event', each.body)),
      ],
    };
  });
}

/** The wait for an answer to be counted stands with its question. */
function waitItems(invocation: Invocation, run: RunFacts): PlacedItem[] {
  return handedOf(invocation, run.runId).flatMap((handed): PlacedItem[] => {
    const { message, type } = handed;
    // The deadline lies in the queue from the beginning, on purpose.
    if (!message || type === 'run-deadline') return [];
    const sinceMs = sinceMsOf(invocation, handed, run);
    if (invocation.startedAtMs - sinceMs < shortestWaitMs) return [];
    const service = type === 'query-finished' ? 'query-worker' : invocation.service;
    return [
      {
        ...{ id: waitId(invocation, handed), kind: 'wait', laneId: laneIdOf(service, handed) },
        ...{ startMs: sinceMs, endMs: invocation.startedAtMs, requestId: invocation.requestId },
        title: `${nameOfHanded(handed)} waits for ${invocation.service}`,
        isBad: message.receiveCount > 1,
        receiveCount: message.receiveCount,
        details: [
          detail('message', message.id),
          detail('sent', new Date(message.sentAtMs).toISOString()),
          detail('receive', String(message.receiveCount)),
          detail('body', handed.body),
        ],
      },
    ];
  });
}

/** @returns Since when a message waited: since the end of the receive before, or since it was sent. */
function sinceMsOf(invocation: Invocation, { message }: Handed, run: RunFacts): number {
  const { startedAtMs } = invocation;
  if (!message) return startedAtMs;
  const before = run.invocations.findLast(
    (each) =>
      each.startedAtMs < startedAtMs &&
      handedOf(each, run.runId).some(
        (own) => own.message?.id === message.id && own.message.receiveCount < message.receiveCount,
      ),
  );
  return Math.min(startedAtMs, before?.endedAtMs ?? message.sentAtMs);
}

function momentItems(invocation: Invocation, run: RunFacts): PlacedItem[] {
  const { id, service, lines, requestId } = invocation;
  const lanes = lanesOf(invocation, run);
  return lines.flatMap(({ fields, timestamp }, index): PlacedItem[] => {
    const { event, runId = run.runId } = fields;
    if (typeof event !== 'string' || runId !== run.runId || event === 'sweep-finished') return [];
    const named = laneIdOf(service, namesIn(fields));
    return [
      {
        ...{ id: `line ${id} ${index}`, kind: 'moment', requestId, startMs: timestamp, endMs: timestamp },
        laneId: lanes.includes(named) ? named : (lanes[0] ?? service),
        title: titleOfLine(fields),
        isBad: fields['level'] !== 'INFO',
        details: Object.entries(fields).map(([name, value]) => detail(name, String(value))),
      },
    ];
  });
}

function faultItems(run: RunFacts): PlacedItem[] {
  return run.faults.map(({ atMs, kind, target, invocation, messageId }, index) => {
    const receiver = run.invocations.find((each) =>
      handedOf(each, run.runId).some(({ message }) => message?.id === messageId),
    );
    const struck = invocation ?? receiver;
    const handed = receiver && handedOf(receiver, run.runId).find(({ message }) => message?.id === messageId);
    const service = handed?.type === 'query-finished' ? 'query-worker' : receiver?.service;
    const ofMessage = handed && service !== undefined ? laneIdOf(service, handed) : undefined;
    return {
      ...{ id: `fault ${index}`, kind: 'fault', isBad: true, startMs: atMs, endMs: atMs },
      laneId: ofMessage ?? (struck ? (lanesOf(struck, run)[0] ?? struck.service) : 'dispatcher'),
      title: `fault: ${kind} ${handed ? nameOfHanded(handed) : target}`,
      ...(struck && { requestId: struck.requestId }),
      details: [
        detail('kind', kind),
        detail('target', target),
        ...(messageId === undefined ? [] : [detail('message', messageId)]),
      ],
    };
  });
}

function alarmItems({ alarmChanges, invocations, nowMs }: RunFacts): PlacedItem[] {
  const [fromMs, toMs] = [invocations[0]?.startedAtMs ?? nowMs, invocations.at(-1)?.endedAtMs ?? nowMs];
  return alarmChanges
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .map(({ name, state, atMs, description }) => ({
      ...{ id: `alarm ${name} ${atMs}`, kind: 'alarm', laneId: 'alarms', startMs: atMs, endMs: atMs },
      title: state === 'ALARM' ? `${name} rings` : `${name} is over`,
      isBad: state === 'ALARM',
      details: [detail('description', description)],
    }));
}

const detail = (name: string, value: string): RunItemDetail => ({ name, value });
