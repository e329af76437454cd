import { jsonBytes } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { OwnCommandError, StateContendedError } from '../errors';
import { type UserRequest } from '../intake/user-request';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import {
  type FoundStates,
  type KeptState,
  type KeptStates,
  type Question,
  changeStates,
  findStates,
  nothingKept,
} from './kept-states';
import { type OwnCommand, type OwnInput } from './own-command';
import { type OwnPressTurn } from './own-message';

/** What a command keeps of a person, bytes of JSON. */
const maxStateBytes = 4 * 1024;

/** How long a question waits for its answer. */
const questionMs = dayMs;

/** Updates of a person that come at once change what is kept one after the other. */
const maxAttempts = 5;

const findIn = (kept: KeptStates, context: RequestContext, { clock }: WebhookDeps): FoundStates =>
  findStates(kept, { ...context, nowMs: clock.nowMs() });

/** For a bot none of whose commands keeps anything. */
export const findNothing = (context: RequestContext, deps: WebhookDeps): FoundStates =>
  findIn(nothingKept, context, deps);

/** @throws The store fails. Retryable. */
export const readStates = async (context: RequestContext, deps: WebhookDeps): Promise<FoundStates> =>
  findIn(await deps.commandStates.read(context.userPseudonym), context, deps);

/** What an update does to what is kept. */
interface Effect {
  /** Whose state it changes. */
  readonly command?: string;
  /** Absent: it stays. `state` undefined: it goes. */
  readonly kept?: { readonly state: KeptState | undefined };
  /** What becomes of the question that waits: another one, none, or the same. */
  readonly question: 'asked' | 'ended' | 'kept';
}

/**
 * Lets an update change what is kept of a person, under the update's claim, before anything is said.
 *
 * A second handling of the update finds what the first one found, and what it keeps is in place of that, unless later
 * updates have gone on from there. So no update counts twice, and a reply that was lost is made again.
 *
 * @param found - What was read already.
 * @param act - Decides by what is found. Called again where another update came first.
 * @returns What `act` returned; undefined where it can't be told whether the update has counted, so that it must not.
 * @throws What `act` throws, the store fails, or others change the same state at each attempt. Retryable.
 */
export async function changeKept<Result>(
  found: FoundStates,
  context: RequestContext,
  deps: WebhookDeps,
  act: (found: FoundStates) => Promise<{ readonly result: Result; readonly effect: Effect }>,
): Promise<Result | undefined> {
  let states = found;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    if (states.turn === 'unknown') return undefined;
    const { result, effect } = await act(states);
    const { command, kept } = effect;
    const question = effect.question === 'ended' && states.question === undefined ? 'kept' : effect.question;
    const isChanged = kept !== undefined || question !== 'kept';
    if (states.turn === 'passed' || (states.turn === 'fresh' && !isChanged)) return result;
    const nowMs = deps.clock.nowMs();
    const next = changeStates(states, {
      claimId: context.claimId,
      nowMs,
      command,
      state: kept ? kept.state : command === undefined ? undefined : states.stateOf(command),
      question: questionAfter(question, states, command, nowMs),
    });
    if ((await deps.commandStates.write(context.userPseudonym, next, states.kept.version)) === 'written') return result;
    states = await readStates(context, deps);
  }
  throw new StateContendedError();
}

function questionAfter(
  effect: Effect['question'],
  { question }: FoundStates,
  command: string | undefined,
  nowMs: number,
): Question | undefined {
  if (effect === 'kept') return question;
  return effect === 'asked' && command !== undefined ? { command, untilMs: nowMs + questionMs } : undefined;
}

/**
 * Ends what a command has asked, where it has.
 *
 * @param endsState - Also what that command keeps.
 * @throws As {@link changeKept}.
 */
export async function endQuestion(
  found: FoundStates,
  endsState: boolean,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<void> {
  if (!found.question) return;
  await changeKept(found, context, deps, async ({ question }) => ({
    result: true,
    effect: {
      question: 'ended',
      ...(endsState && question ? { command: question.command, kept: { state: undefined } } : {}),
    },
  }));
}

/**
 * Hands an update to a command of the team, and keeps what that wants to keep of the person, as {@link changeKept}.
 *
 * @param prepare - Makes of what the command does what will be sent: before anything is kept, so that what can't be sent
 *   leaves nothing behind.
 * @returns `not-asked`: it was to be an answer, and another update has ended the question. undefined as in {@link changeKept}.
 * @throws {OwnCommandError} The command asks and takes no answers, or keeps more than it may. Not retryable.
 * @throws What `prepare` throws.
 */
export const takeTurn = <Prepared>(
  { name, command, input }: { readonly name: string; readonly command: OwnCommand; readonly input: OwnInput },
  {
    request,
    context,
    found,
  }: { readonly request: UserRequest; readonly context: RequestContext; readonly found: FoundStates },
  prepare: (turn: OwnPressTurn<unknown, unknown>) => Prepared,
  deps: WebhookDeps,
): Promise<Prepared | 'not-asked' | undefined> =>
  changeKept<Prepared | 'not-asked'>(found, context, deps, async (states) => {
    if (input.type === 'answer' && states.question?.command !== name)
      return { result: 'not-asked', effect: { question: 'kept' } };
    const turn = await command.take(input, states.stateOf(name)?.value, request, deps);
    const prepared = prepare(turn);
    if (turn.asks && !command.takesAnswers) throw new OwnCommandError(name, 'asks, and has no function `answer`.');
    const asks = turn.asks === true && request.chatType === 'private';
    // A pressed button may be that of another command, far above in the chat.
    const unasked =
      input.type === 'press' && (turn.asks === undefined || states.question?.command !== name) ? 'kept' : 'ended';
    const effect = {
      command: name,
      question: asks ? ('asked' as const) : (unasked as Effect['question']),
      ...(turn.state === undefined ? {} : { kept: { state: stateOf(name, command, turn.state, deps.clock.nowMs()) } }),
    };
    return { result: prepared, effect };
  });

function stateOf(name: string, { keptDays }: OwnCommand, value: unknown, nowMs: number): KeptState | undefined {
  if (value === null) return undefined;
  const byteCount = jsonBytes(value);
  if (byteCount > maxStateBytes)
    throw new OwnCommandError(name, `keeps ${byteCount} bytes of a person as JSON; at most ${maxStateBytes} are kept.`);
  return { value, untilMs: nowMs + keptDays * dayMs };
}
