import { StateContendedError } from '../errors';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { type Effect, type FoundStates, type KeptStates, changeStates, findStates, nothingKept } from './kept-states';

/** Concurrent updates of a person change the kept state one after the other. */
const maxAttempts = 5;

const findIn = (kept: KeptStates, context: RequestContext, { clock }: WebhookDeps): FoundStates =>
  findStates(kept, context, clock.nowMs());

/** For a bot whose commands keep nothing. */
export const findNothing = (context: RequestContext, deps: WebhookDeps): FoundStates =>
  findIn(nothingKept, context, deps);

/** @throws The store fails. Retryable. */
export const readStates = async (context: RequestContext, deps: WebhookDeps): Promise<FoundStates> =>
  findIn(await deps.commandStates.read(context.userPseudonym), context, deps);

/**
 * Lets an update change what is kept of a person, under the update's claim, before anything is said.
 *
 * A second handling of the update finds the same state as the first, and its result replaces that of the first, unless
 * later updates have built on it. So no update counts twice, and a lost reply is made again.
 *
 * @param found - What was read already.
 * @param act - Decides by what is found. Called again where another update came first.
 * @returns What `act` returned; undefined if the update may have counted already, so that it must not count now.
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
    const endsQuestion = effect.question === 'ended' && states.question !== undefined;
    const isChanged = effect.kept !== undefined || effect.question === 'asked' || endsQuestion;
    if (states.turn === 'passed' || (states.turn === 'fresh' && !isChanged)) return result;
    const next = changeStates(states, effect, context.claimId, deps.clock.nowMs());
    if ((await deps.commandStates.write(context.userPseudonym, next, states.kept.version)) === 'written') return result;
    states = await readStates(context, deps);
  }
  throw new StateContendedError();
}

/**
 * Ends the question that a command has asked, if any.
 *
 * @param endsState - Also removes what that command keeps.
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
