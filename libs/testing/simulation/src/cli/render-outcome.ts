import { formatFaultPlan } from '@pulso/world/faults';

import { totalOf } from '../world/statistics';
import { type Shrunk } from './shrink-faults';
import { type SimulateOptions } from './simulate-options';
import { type BrokenWorld, type Outcome, hashOfAll } from './spread-seeds';

type Row = readonly [label: string, value: string];

/** @example grouped(1234567); // '1,234,567' */
const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** @returns Lines. All but the one on speed are the same for the same seeds on every machine. */
export function renderSummary(
  { firstSeed, seedCount, queryCount, faultsName }: SimulateOptions,
  { statistics: sum, broken, traceHashes }: Outcome,
  elapsedMs: number,
): string[] {
  const rows: readonly Row[] = [
    ['seeds', `${grouped(seedCount)} (${firstSeed} to ${firstSeed + seedCount - 1})`],
    ['questions per report', String(queryCount)],
    ['faults', faultsName],
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
    ['mails and webhook calls', grouped(sum.posts)],
    ['reports not worth sending', grouped(sum.withheld)],
    ['repeats, marked as such', grouped(sum.markedRepeats)],
    ['reports beyond due time and sweep', grouped(sum.late)],
    ['Insights calls', `${grouped(sum.startCalls + sum.pollCalls)}, ${grouped(sum.throttledCalls)} throttled`],
    ['receives', grouped(totalOf(sum.receives))],
    ['dead letters', grouped(sum.deadLetters)],
    ['alarms', grouped(totalOf(sum.alarms))],
    ...countRows(sum.alarms),
    ['violations', broken.length === 0 ? 'none' : `in ${grouped(broken.length)} worlds`],
    ['hash of all traces', hashOfAll(traceHashes)],
    ['worlds per second', ((seedCount * 1000) / elapsedMs).toFixed(1)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
}

/** By name, since the order of the worlds depends on the workers. */
const countRows = (counts: Readonly<Record<string, number>>): Row[] =>
  Object.entries(counts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => [`  ${name}`, grouped(count)]);

/** @returns Lines: each broken promise of one world in a sentence. */
export const renderBrokenWorld = ({ seed, violations: [first, ...others] }: BrokenWorld): string[] => [
  `VIOLATION ${first?.rule}, seed ${seed}: ${first?.message}`,
  ...others.map(({ rule, message }) => `  and ${rule}: ${message}`),
];

/** @returns Lines: how to repeat this world, and with fewer faults if they suffice. */
export function renderRepeat(
  seed: number,
  { queryCount, faults, faultsName, lasting, isPersistent }: SimulateOptions,
  shrunk: Shrunk | undefined,
): string[] {
  const command = (which: string): string =>
    `  npm run simulate -- --seed ${seed} --queries ${queryCount} ${which} --trace`;
  const under = (plan: string): string => `--faults ${quoted(plan)}${lasting ? ` --lasting ${lasting}` : ''}`;
  const lines = ['Repeat it:', command(isPersistent ? '--persistent' : under(faultsName))];
  if (!shrunk || formatFaultPlan(shrunk.plan) === formatFaultPlan(faults)) return lines;
  return [
    ...lines,
    `The same promise breaks with fewer faults (${shrunk.triedCount} plans tried):`,
    command(under(formatFaultPlan(shrunk.plan))),
  ];
}

/** For a shell. */
const quoted = (text: string): string => (/^[\w./:=@,-]+$/.test(text) ? text : `'${text}'`);
