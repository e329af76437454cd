import { type FaultPlan, formatFaultPlan } from '@pulso/local/fault-plans';

import { grouped } from './format-numbers';
import { type RecordedWorld } from './record-trace';
import { repeatCommand } from './repeat-command';
import { type BrokenWorld } from './report-of-worlds';
import { type Shrunk } from './shrink-faults';
import { type SimulateOptions } from './simulate-options';

const maxListed = 10;

/** @returns Lines: each broken promise of one world in a sentence. */
export function renderBrokenWorld({ seed, violations }: BrokenWorld): string[] {
  const [first, ...others] = violations;
  if (!first) return [];
  return [
    `VIOLATION ${first.rule}, seed ${seed}: ${first.message}`,
    ...others.slice(0, maxListed).map(({ rule, message }) => `  and ${rule}: ${message}`),
    ...(others.length > maxListed ? [`  and ${others.length - maxListed} more`] : []),
  ];
}

/** @returns Lines: the trace of a world, or its end. */
export function renderTrace({ lines, leftOutCount }: Omit<RecordedWorld, 'result'>): string[] {
  if (leftOutCount === 0) return [...lines];
  return [`(${grouped(leftOutCount)} earlier lines; --trace prints them)`, ...lines];
}

/** @returns Lines: how to see this world again, and with fewer faults where they suffice. */
export function renderRepeat(
  seed: number,
  {
    queryCount,
    faults,
    lasting,
    isStanding,
  }: Pick<SimulateOptions, 'faults' | 'queryCount'> & Partial<Pick<SimulateOptions, 'isStanding' | 'lasting'>>,
  shrunk?: Shrunk,
): string[] {
  const lines = ['Repeat it:', `  ${repeatCommand({ seed, queryCount, faults: faults.name, lasting, isStanding })}`];
  if (!shrunk || isSame(shrunk.plan, faults.plan)) return lines;
  const { rules } = shrunk.plan;
  const count = rules.filter(({ probability }) => probability > 0).length;
  const rulesText = count === 1 ? '1 rule does' : `${count} rules do`;
  return [
    ...lines,
    `The same promise breaks with fewer faults: ${rulesText} (${shrunk.triedCount} plans tried):`,
    `  ${repeatCommand({ seed, queryCount, faults: formatFaultPlan(shrunk.plan), lasting })}`,
  ];
}

/** @returns Lines: the other worlds that broke a promise, without their traces. */
export function renderOtherSeeds(broken: readonly BrokenWorld[], brokenCount: number): string[] {
  const others = broken.slice(1, 1 + maxListed);
  if (others.length === 0) return [];
  const list = others.map(({ seed, violations }) => `${seed} (${violations[0]?.rule ?? ''})`).join(', ');
  const more = brokenCount - 1 - others.length;
  return [`Other seeds: ${list}${more > 0 ? ` and ${grouped(more)} more` : ''}.`];
}

const isSame = (one: FaultPlan, other: FaultPlan): boolean => formatFaultPlan(one) === formatFaultPlan(other);
