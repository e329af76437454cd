import { resourceName } from '@pulso/contracts/envelope';
import { type CloudRow, type Fact, type Handlers } from '@pulso/local/console-api';

import { type LocalCloud } from '../../cloud/local-cloud';
import { type Heard } from '../heard';
import { findNamed } from '../refuse';
import { readSubject } from '../runs/read-subject';
import { failureOf } from '../runs/why';
import { createQueuePart, type QueuesCloud, type WhyBack } from './queue-part';
import { createTablePart, type TablesCloud } from './table-part';

interface PartsCloud extends QueuesCloud, TablesCloud, Pick<LocalCloud, 'figuresOf' | 'logStore' | 'runningCount'> {
  readonly stage: string;
  readonly definition: QueuesCloud['definition'] &
    TablesCloud['definition'] &
    Pick<LocalCloud['definition'], 'functions'>;
}

/** One kind of part of the local cloud. */
export interface PartHandlers {
  list(): Promise<readonly CloudRow[]> | readonly CloudRow[];
  detail: (
    name: string,
    page: { readonly from: string | undefined; readonly holds: string },
  ) => ReturnType<Handlers['cloud.detail']>;
}

/** Lines of a page. */
const lineCount = 100;

/** @returns What shows queues, tables and functions, and sends dead letters back. */
export function createPartHandlers(
  cloud: PartsCloud,
  heard: Heard,
): Handlers<'cloud.detail' | 'cloud.list' | 'cloud.redrive'> {
  const prefix = resourceName(cloud.stage, '');
  /** Without application and stage. */
  const shortName = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const whyBack: WhyBack = ({ messageId, body, receives }) => {
    const last = receives.at(-1);
    const invocation = last && heard.attemptAt(last.by, last.atMs);
    const tried = { startMs: last?.atMs ?? 0, ...last, ...(invocation && { invocation }) };
    return failureOf(tried, { runId: '', ...readSubject(body), id: messageId }, { faults: heard.faults, lines: [] });
  };
  const { redrive, ...queues } = createQueuePart(cloud, shortName, whyBack);
  const parts = { queues, tables: createTablePart(cloud), functions: createFunctionPart(cloud, heard) };
  return {
    'cloud.list': async ({ kind }) => {
      const rows = await parts[kind].list();
      return rows.toSorted((left, right) => Number(right.isBad ?? false) - Number(left.isBad ?? false));
    },
    'cloud.detail': ({ kind, name, from, holds = '' }) => parts[kind].detail(name, { from, holds }),
    'cloud.redrive': redrive,
  };
}

function createFunctionPart(
  {
    definition,
    figuresOf,
    runningCount,
    logStore,
  }: Pick<PartsCloud, 'figuresOf' | 'logStore' | 'runningCount' | 'definition'>,
  heard: Pick<Heard, 'errorsIn' | 'show'>,
): PartHandlers {
  return {
    list: () =>
      definition.functions.map(({ name, timeoutSeconds, logGroupName }) => {
        const { durationsMs, lastFailure, lastStartedAtMs, ...figures } = figuresOf(name);
        const logged = heard.errorsIn(logGroupName);
        const errors = [lastFailure, logged?.last].flatMap((each) => each ?? []);
        const [newest] = errors.sort((left, right) => right.atMs - left.atMs);
        const sorted = durationsMs.toSorted((left, right) => left - right);
        const msOr = (ms: number | undefined): Fact => (ms === undefined ? '–' : { ms });
        const isBad = figures.errorCount + figures.throttleCount + (logged?.count ?? 0) > 0;
        return {
          id: name,
          ...(isBad && { isBad }),
          facts: {
            Errors: figures.errorCount,
            'Errors logged': logged?.count ?? 0,
            Throttles: figures.throttleCount,
            'Last error': newest?.error ?? '–',
            'Running now': runningCount(name),
            Invocations: figures.invocationCount,
            'Cold starts': figures.coldStartCount,
            Median: msOr(sorted[Math.floor((sorted.length - 1) / 2)]),
            Longest: msOr(sorted.at(-1)),
            'May take': { ms: timeoutSeconds * 1_000 },
            'Last at': lastStartedAtMs === undefined ? '–' : { atMs: lastStartedAtMs },
          },
        };
      }),
    detail: (name, { from, holds }) => {
      const group = logStore.get(findNamed('function', name, definition.functions).logGroupName);
      const events = logStore.eventsOf(group);
      const wanted = holds.toLowerCase();
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
      const about =
        'Its log, newest lines first. The function is invoked by events: there is nothing to start or stop.';
      return { about, rows, ...(place > 0 && { next: String(place) }) };
    },
  };
}
