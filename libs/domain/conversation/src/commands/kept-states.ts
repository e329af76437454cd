import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

/** What the team's commands keep of one person. All of it is JSON. */
export interface KeptStates {
  /** Counts the writes, from the time of the first; 0 if nothing is kept. No version repeats, even after `/forget`. */
  readonly version: number;
  /** By command. */
  readonly states: Readonly<Record<string, KeptState>>;
  /** The command that waits for the person's next text. */
  readonly question?: Question | undefined;
  /** What the updates of the last day found, newest last: a redelivered one finds the same. */
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
  /** The question that waited when it came. */
  readonly question?: Question | undefined;
  /** The command that it went to, and what that had kept until then. */
  readonly command?: string | undefined;
  readonly before?: KeptState | undefined;
}

export const nothingKept: KeptStates = { version: 0, states: {}, turns: [] };

/** As long as a claim: Telegram may deliver an update again for a day. */
const turnLifetimeMs = dayMs;

/** How long a question waits for its answer. */
const questionMs = dayMs;

/** The most updates of a person that may come while one waits for its redelivery. */
const maxTurns = 16;

/** The kept state as an update sees it: without what has expired, and without the update's own earlier change. */
export interface FoundStates {
  readonly kept: KeptStates;
  readonly question: Question | undefined;
  readonly stateOf: (command: string) => KeptState | undefined;
  /**
   * - `fresh`: the update has changed nothing yet;
   * - `latest`: it has, and nothing has changed since;
   * - `passed`: later updates have built on its change;
   * - `unknown`: it may have, but later updates have displaced its turn.
   */
  readonly turn: 'fresh' | 'latest' | 'passed' | 'unknown';
}

/** @param update - The update that looks, by its claim. */
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

/** Only newer turns displace a turn: if an older one is still there, the update never had one. */
const mayBeLost = ({ turns: [oldest, ...others] }: KeptStates, sinceMs: number): boolean =>
  oldest !== undefined && others.length + 1 >= maxTurns && oldest.atMs >= sinceMs;

/** How an update changes the kept state. */
export interface Effect {
  /** Whose state it changes. */
  readonly command?: string;
  /** Absent: unchanged. `state` undefined: removed. */
  readonly kept?: { readonly state: KeptState | undefined };
  /** What becomes of the question that waits: another one, none, or the same. */
  readonly question: 'asked' | 'ended' | 'kept';
}

/** Applies an update's change to the kept state. A second change by the same update replaces the first one. */
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
    // Expired state is not kept for redelivered updates either.
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
