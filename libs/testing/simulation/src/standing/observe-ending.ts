import { type RungAlarm } from '../alarms/alarms';
import { promisedMs } from '../invariants/latest-allowed';
import { isWithheld } from '../invariants/is-withheld';
import { readStoredRun } from '../invariants/stored-run';
import { type ExpectedRun } from '../world/expected-run';
import { triggeredAtMsOf } from '../world/triggered-at';
import { type World } from '../world/world';

/**
 * What readers have of a run, from the best to the worst. `no answer`: to a pressed button; `told`: the chat says that
 * there is no report, or may be none.
 */
export const sights = ['in time', 'late', 'no picture', 'partial', 'no answer', 'told', 'nothing'] as const;
export type Sight = (typeof sights)[number];

/** How a world with a fault that stays has ended. */
export interface ObservedEnding {
  /** The worst of all of its runs and destinations. */
  readonly sight: Sight;
  /** From the time at which it was due when it was asked for to the first closed report, of the latest one, ms; 0: in time. */
  readonly latestMs: number;
  /** From the end of the fault to the first closed report that it has held up, of the latest one, ms; undefined: none. */
  readonly afterEndMs: number | undefined;
  /** From the time since when people miss something to the alarm, ms, of each alarm that rang: 0 where it rang before. */
  readonly rangAfterMs: Readonly<Record<string, number>>;
  /** Something lay in a dead-letter queue. */
  readonly hasDeadLetters: boolean;
  /** The most copies of one revision that a reader has. */
  readonly copyCount: number;
}

export function observeEnding(world: World): ObservedEnding {
  const { faultPeriod, statistics, ledger } = world;
  const endings = [...[...ledger.runs].flatMap((run) => endingsOf(world, run)), ...endingsBesides(world)];
  const worst = Math.max(0, ...endings.map(({ sight }) => sights.indexOf(sight)));
  const hurtSinceMs = endings.filter(({ sight }) => sight !== 'in time').map(({ sinceMs }) => sinceMs);
  const sinceMs = Math.max(faultPeriod.fromMs, Math.min(...hurtSinceMs));
  const rangAfterMs: Record<string, number> = {};
  for (const { baseName, atMs } of rungWithin(world)) {
    if (atMs >= faultPeriod.fromMs) rangAfterMs[baseName] ??= Math.max(0, atMs - sinceMs);
  }
  const { toMs } = faultPeriod;
  const afterEndMs = endings.flatMap(({ shownAtMs = 0, sinceMs: askedAtMs }) =>
    askedAtMs < toMs && shownAtMs > toMs ? shownAtMs - toMs : [],
  );
  return {
    sight: sights[worst] ?? 'nothing',
    latestMs: Math.max(0, ...endings.map(({ lateMs }) => lateMs)),
    afterEndMs: afterEndMs.length === 0 ? undefined : Math.max(...afterEndMs),
    rangAfterMs,
    hasDeadLetters: statistics.deadLetters > 0,
    copyCount: Math.max(1, ...Object.keys(statistics.mostCopies).map(Number)),
  };
}

/** On the day after the last one no schedule fires, and what then rings means nothing. */
function rungWithin({ alarms, ledger }: World): readonly RungAlarm[] {
  const scheduledMs = [...ledger.runs].flatMap(({ request: { trigger } }) =>
    trigger.type === 'schedule' ? [Date.parse(trigger.scheduledTime)] : [],
  );
  const endMs = scheduledMs.length > 0 ? Math.max(...scheduledMs) + dayMs : Infinity;
  return alarms.rung.filter(({ atMs }) => atMs <= endMs);
}

const dayMs = 86_400_000;

/** As the catalogue has it, and the minute within which a schedule fires, ms. */
const dueAfterMs = 11 * 60_000;

interface Ending {
  readonly sight: Sight;
  readonly lateMs: number;
  readonly shownAtMs?: number | undefined;
  /** When the run was asked for, epoch ms. */
  readonly sinceMs: number;
}

/** One for each destination. */
function endingsOf(world: World, run: ExpectedRun): Ending[] {
  const { tables, queryCount } = world;
  const sinceMs = askedAtMsOf(world, run);
  const stored = readStoredRun(tables.runs, run.runId);
  if (stored && run.acceptedAtMs !== undefined && isWithheld(world, run, stored))
    return [{ sight: 'in time', lateMs: 0, sinceMs }];
  const isComplete = stored !== undefined && stored.successes.size >= queryCount;
  return run.destinations
    .filter(({ isAsker }) => !(isAsker && hasLeft(world)))
    .map(({ firstClosedAtMs: shownAtMs, place }) => {
      if (shownAtMs === undefined) return { sight: isTold(world, place) ? 'told' : 'nothing', lateMs: 0, sinceMs };
      const lateMs = Math.max(0, shownAtMs - sinceMs - dueAfterMs);
      const isLate = lateMs > promisedMs;
      const sight = !isComplete ? 'partial' : isLate ? 'late' : 'in time';
      return { sight, lateMs: isLate ? lateMs : 0, shownAtMs, sinceMs };
    });
}

/** True time, where the clock of the bot names another one. */
function askedAtMsOf({ mix }: World, { request: { trigger }, acceptedAtMs }: ExpectedRun): number {
  const namedAtMs = triggeredAtMsOf(trigger);
  const isClockWrong = trigger.type !== 'schedule' && mix.plannedChanceOf('clock-skew', 'bot') === 1;
  return isClockWrong ? (acceptedAtMs ?? namedAtMs) : namedAtMs;
}

/** Who has blocked the bot waits for nothing. */
export const hasLeft = ({ mix }: World): boolean => mix.plannedChanceOf('chat-gone', 'telegram.sendMessage') === 1;

/** What is missing besides reports, as the checks have found out. */
function endingsBesides({ ledger, faultPeriod }: World): Ending[] {
  const isMissing = (sign: RegExp): boolean =>
    ledger.violations.some(({ rule, message }) => sign.test(`${rule} ${message}`));
  const besides: Ending[] = [];
  const sinceMs = Math.max(
    faultPeriod.fromMs,
    Math.min(...[...ledger.runs].map((run) => triggeredAtMsOf(run.request.trigger))),
  );
  if (isMissing(/^chart-lost /)) besides.push({ sight: 'no picture', lateMs: 0, sinceMs });
  if (isMissing(/^(lost \d+ presses|silent The press) /))
    besides.push({ sight: 'no answer', lateMs: 0, sinceMs: sinceMs });
  return besides;
}

/** The chat says that a report could not be made, or when to ask again. */
const isTold = ({ telegram }: World, place: string): boolean =>
  telegram.messagesIn(place).some(({ text }) => text.includes('could not be') || text.includes('ask for it again'));
