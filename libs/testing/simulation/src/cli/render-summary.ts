import { quantileOf, totalOf } from '../world/statistics';
import { grouped, percent, ratio, table } from './format-numbers';
import { type Outcome } from './outcome';

type Row = readonly [label: string, value: string];

const nothing = 'none';

/**
 * Renders the numbers of many worlds.
 *
 * @returns Lines. But for the one on speed they are the same for the same seeds on every machine.
 */
export function renderSummary(outcome: Outcome): string[] {
  const { options, statistics: sum, violationCounts, brokenCount, traceHash, isInterrupted } = outcome;
  const rows: Row[] = [
    ['seeds', seedsText(outcome)],
    ['questions per report', String(options.queryCount)],
    ['faults', options.faults.name],
    ['runs', grouped(sum.runs)],
    ['  complete', grouped(sum.complete)],
    ['  partial', grouped(sum.partial)],
    ['  not started, and told so', grouped(sum.notStarted)],
    ['  missed, alarm raised', grouped(sum.missed)],
    ['  given up, alarm raised', grouped(sum.givenUp)],
    ['events', grouped(sum.events)],
    ['calls', grouped(sum.calls)],
    ['faults injected', grouped(totalOf(sum.faults))],
    ...countRows(sum.faults),
    ['chats that take no reports', grouped(sum.undeliverable)],
    ['mails and webhook calls', grouped(sum.posts)],
    ['reports not worth sending', grouped(sum.withheld)],
    ['repeats, marked as such', grouped(sum.markedRepeats)],
    ['copies of one revision', quantiles(sum.mostCopies, '')],
    ['  given up, operator told', grouped(sum.sentInVain)],
    ['placeholders that stay', grouped(sum.strayPlaceholders)],
    ['reports after the due time', quantiles(sum.lateSeconds, 's')],
    [
      '  beyond sweep and a minute',
      `${grouped(sum.delayed)}${isExplained(outcome) ? ', all explained by faults' : ''}`,
    ],
    ['first job to last answer', quantiles(sum.makespanSeconds, 's')],
    ['fan-in, warm, no fault', quantiles(sum.fanInMs, 'ms')],
    ['Insights calls per query', insightsCalls(outcome)],
    ['  throttled by the quotas', percent(sum.throttledCalls, sum.startCalls + sum.pollCalls + sum.stopCalls)],
    ['bytes scanned', `${ratio(sum.bytesScanned, sum.bytesNeeded, 3)} of the minimum`],
    [
      'DynamoDB units per run',
      `${ratio(sum.readUnits, sum.runs, 1)} read, ${ratio(sum.writeUnits, sum.runs, 1)} write`,
    ],
    ['receives', grouped(totalOf(sum.receives))],
    ...countRows(sum.receives),
    ['  per world', quantiles(sum.receivesPerWorld, '')],
    ['messages of waiting work', quantiles(sum.messagesPerWork, '')],
    ['dead letters', grouped(sum.deadLetters)],
    ['alarms', grouped(totalOf(sum.alarms))],
    ...countRows(sum.alarms),
    ['error lines', grouped(totalOf(sum.errorLines))],
    ...countRows(sum.errorLines),
    ['violations', violationsText(violationCounts, brokenCount)],
    ...countRows(violationCounts),
    ['hash of all traces', traceHash ?? 'none, worlds are missing'],
    ...(options.isSingle ? [] : [['speed', speedText(outcome)] as const]),
  ];
  return [...(isInterrupted ? [`interrupted after ${grouped(sum.worlds)} seeds`, ''] : []), ...table(rows)];
}

function seedsText({ options: { firstSeed, seedCount, isSingle }, statistics, isInterrupted }: Outcome): string {
  if (isSingle) return `1 (${firstSeed})`;
  const asked = `${firstSeed} to ${firstSeed + seedCount - 1}`;
  return isInterrupted ? `${grouped(statistics.worlds)} of ${asked}` : `${grouped(statistics.worlds)} (${asked})`;
}

function insightsCalls({ statistics: { queries, startCalls, pollCalls, stopCalls } }: Outcome): string {
  const perQuery = (count: number): string => ratio(count, queries, 2);
  const parts = `StartQuery ${perQuery(startCalls)}, GetQueryResults ${perQuery(pollCalls)}, StopQuery ${perQuery(stopCalls)}`;
  return `${perQuery(startCalls + pollCalls + stopCalls)} (${parts})`;
}

function quantiles(counts: Readonly<Record<string, number>>, unit: string): string {
  const total = totalOf(counts);
  if (total === 0) return nothing;
  const at = (share: number): string => `${grouped(quantileOf(counts, share) ?? 0)} ${unit}`.trimEnd();
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}, of ${grouped(total)}`;
}

const isExplained = ({ statistics, violationCounts }: Outcome): boolean =>
  statistics.delayed > 0 && violationCounts['late'] === undefined;

const violationsText = (counts: Readonly<Record<string, number>>, brokenCount: number): string =>
  brokenCount === 0 ? nothing : `${grouped(totalOf(counts))} in ${grouped(brokenCount)} worlds`;

function speedText({ statistics: { runs }, speed: { elapsedMs, cpuMs, workerCount, nodeVersion } }: Outcome): string {
  const perSecond = (ms: number): string => (ms <= 0 ? '-' : grouped((runs * 1000) / ms));
  const workers = `${workerCount} ${workerCount === 1 ? 'worker' : 'workers'}`;
  return `${perSecond(elapsedMs)} runs/s, ${perSecond(cpuMs)} per second of one core; ${(elapsedMs / 1000).toFixed(1)} s, ${workers}, Node ${nodeVersion}`;
}

/** By name: the order in which worlds have met them depends on the workers. */
const countRows = (counts: Readonly<Record<string, number>>): Row[] =>
  Object.entries(counts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => [`  ${name}`, grouped(count)]);
