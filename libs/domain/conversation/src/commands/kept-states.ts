import { defined } from '@pulso/kit/telegram';
import { hourMs } from '@pulso/kit/time';

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

export interface Question {
  readonly command: string;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** An update that has changed what is kept. */
export interface KeptTurn {
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
const turnLifetimeMs = 24 * hourMs;

/** So many updates of a person may come while one of them waits for its second delivery. */
export const maxTurns = 16;

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

/** The update that looks, by its claim. */
interface FindingUpdate {
  readonly claimId: string;
  /** From 1. */
  readonly attempt: number;
  readonly firstClaimedAtMs: number;
  readonly nowMs: number;
}

export function findStates(
  kept: KeptStates,
  { claimId, attempt, firstClaimedAtMs, nowMs }: FindingUpdate,
): FoundStates {
  const isLive = (item: { readonly untilMs: number } | undefined): boolean =>
    item !== undefined && item.untilMs > nowMs;
  const liveStateOf = (command: string): KeptState | undefined => {
    const state = Object.hasOwn(kept.states, command) ? kept.states[command] : undefined;
    return isLive(state) ? state : undefined;
  };
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
    question: isLive(kept.question) ? kept.question : undefined,
    stateOf: liveStateOf,
    turn: attempt > 1 && mayBeLost(kept, firstClaimedAtMs) ? 'unknown' : 'fresh',
  };
}

/** A turn is dropped for newer ones alone: where an older one is still there, it never was. */
const mayBeLost = ({ turns: [oldest, ...others] }: KeptStates, sinceMs: number): boolean =>
  oldest !== undefined && others.length + 1 >= maxTurns && oldest.atMs >= sinceMs;

export interface Change {
  readonly claimId: string;
  readonly nowMs: number;
  /** Whose state changes; undefined: that of no command. */
  readonly command: string | undefined;
  /** undefined: it keeps none. */
  readonly state: KeptState | undefined;
  readonly question: Question | undefined;
}

/** What is kept once an update has changed it. A second change by the same update is in place of the first one. */
export function changeStates(
  { kept, question, stateOf }: FoundStates,
  { claimId, nowMs, command, state, question: asked }: Change,
): KeptStates {
  const others = Object.entries(kept.states).filter(([name, { untilMs }]) => name !== command && untilMs > nowMs);
  const earlier = kept.turns
    .filter(({ claimId: other, atMs }) => other !== claimId && atMs > nowMs - turnLifetimeMs)
    // What has expired is not kept for the sake of an update either.
    .map(({ before, ...turn }) => ({ ...turn, ...(before && before.untilMs > nowMs ? { before } : {}) }));
  const mine = {
    claimId,
    atMs: nowMs,
    ...defined({ question, command, before: command === undefined ? undefined : stateOf(command) }),
  };
  return {
    version: kept.version === 0 ? nowMs : kept.version + 1,
    states: Object.fromEntries([...others, ...(command !== undefined && state ? [[command, state] as const] : [])]),
    turns: [...earlier, mine].slice(-maxTurns),
    ...defined({ question: asked }),
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
