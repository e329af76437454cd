import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

/** What the team's commands keep of one person. All of it is JSON. */
export interface KeptStates {
  /** Counts the writes, from the time of the first; 0 where nothing is kept. So none comes twice, also after `/forget`. */
  readonly version: number;
  /** By command. */
  readonly states: Readonly<Record<string, KeptState>>;
  /** The command that waits for the person's next text. */
  readonly question?: Question | undefined;
  /** What the updates of the last day have found, the last one at the end: a redelivered one finds the same. */
  readonly turns: readonly KeptTurn[];
}

export interface KeptState {
  readonly value: unknown;
  /** Epoch ms. */
  readonly untilMs: number;
}

interface Question {
  readonly command: string;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** An update that has changed what is kept. */
interface KeptTurn {
  readonly claimId: string;
  readonly atMs: number;
  /** What was asked when it came. */
  readonly question?: Question | undefined;
  /** The command that it went to, and what that had kept until then. */
  readonly command?: string | undefined;
  readonly before?: KeptState | undefined;
}

export const nothingKept: KeptStates = { version: 0, states: {}, turns: [] };

/** As long as a claim: for so long Telegram may deliver an update again. */
const turnLifetimeMs = dayMs;

/** How long a question waits for its answer. */
const questionMs = dayMs;

/** So many updates of a person may come while one of them waits for its second delivery. */
const maxTurns = 16;

/** What is kept as an update finds it: without what has expired, and as it was where the update has changed it before. */
export interface FoundStates {
  readonly kept: KeptStates;
  readonly question: Question | undefined;
  readonly stateOf: (command: string) => KeptState | undefined;
  /**
   * - `fresh`: the update has changed nothing yet;
   * - `latest`: it has, and nothing has changed since;
   * - `passed`: later updates have gone on from what it has left;
   * - `unknown`: it may have, but so many have come since that its turn is not kept any more.
   */
  readonly turn: 'fresh' | 'latest' | 'passed' | 'unknown';
}

/** @param update - The one that looks, by its claim. */
export function findStates(
  kept: KeptStates,
  update: { readonly claimId: string; readonly attempt: number; readonly firstClaimedAtMs: number },
  nowMs: number,
): FoundStates {
  const { claimId, attempt, firstClaimedAtMs } = update;
  const live = <Item extends { readonly untilMs: number }>(item: Item | undefined): Item | undefined =>
    item && item.untilMs > nowMs ? item : undefined;
  const liveStateOf = (command: string): KeptState | undefined =>
    Object.hasOwn(kept.states, command) ? live(kept.states[command]) : undefined;
  const index = kept.turns.findIndex((turn) => turn.claimId === claimId);
  const mine = kept.turns[index];
  if (mine)
    return {
      kept,
      question: mine.question,
      stateOf: (command) => (command === mine.command ? mine.before : liveStateOf(command)),
      turn: index === kept.turns.length - 1 ? 'latest' : 'passed',
    };
  return {
    kept,
    question: live(kept.question),
    stateOf: liveStateOf,
    turn: attempt > 1 && mayBeLost(kept, firstClaimedAtMs) ? 'unknown' : 'fresh',
  };
}

/** A turn is dropped for newer ones alone: where an older one is still there, it never was. */
const mayBeLost = ({ turns: [oldest, ...others] }: KeptStates, sinceMs: number): boolean =>
  oldest !== undefined && others.length + 1 >= maxTurns && oldest.atMs >= sinceMs;

/** What an update does to what is kept. */
export interface Effect {
  /** Whose state it changes. */
  readonly command?: string;
  /** Absent: it stays. `state` undefined: it goes. */
  readonly kept?: { readonly state: KeptState | undefined };
  /** What becomes of the question that waits: another one, none, or the same. */
  readonly question: 'asked' | 'ended' | 'kept';
}

/** What is kept once an update has changed it. A second change by the same update is in place of the first one. */
export function changeStates(
  { kept, question, stateOf }: FoundStates,
  effect: Effect,
  claimId: string,
  nowMs: number,
): KeptStates {
  const { command } = effect;
  const before = command === undefined ? undefined : stateOf(command);
  const state = effect.kept ? effect.kept.state : before;
  const isAsked = effect.question === 'asked' && command !== undefined;
  const asked = isAsked ? { command, untilMs: nowMs + questionMs } : undefined;
  const others = Object.entries(kept.states).filter(([name, { untilMs }]) => name !== command && untilMs > nowMs);
  const earlier = kept.turns
    .filter((turn) => turn.claimId !== claimId && turn.atMs > nowMs - turnLifetimeMs)
    // What has expired is not kept for the sake of an update either.
    .map(({ before: found, ...turn }) => ({ ...turn, ...(found && found.untilMs > nowMs ? { before: found } : {}) }));
  const mine = { claimId, atMs: nowMs, ...defined({ question, command, before }) };
  return {
    version: kept.version === 0 ? nowMs : kept.version + 1,
    states: Object.fromEntries([...others, ...(command !== undefined && state ? [[command, state] as const] : [])]),
    turns: [...earlier, mine].slice(-maxTurns),
    ...defined({ question: effect.question === 'kept' ? question : asked }),
  };
}

/** When all of it has expired, epoch ms. */
export const keptUntilMs = ({ states, question, turns }: KeptStates): number =>
  Math.max(
    0,
    ...Object.values(states).map(({ untilMs }) => untilMs),
    question?.untilMs ?? 0,
    ...turns.map(({ atMs }) => atMs + turnLifetimeMs),
  );
