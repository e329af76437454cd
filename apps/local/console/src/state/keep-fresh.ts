import type { ConsoleEvent, OperationInput, OperationName, OperationOutput } from '@pulso/local/console-api';
import { useEffect, useState } from 'preact/hooks';

import { call } from './call';
import { onEvent } from './events';
import { problem, problemOf } from './overview';

/** Between two questions at least, ms; while answers take long, a tenth of the time goes to them where that is possible. */
const [leastPauseMs, pausePerAnswer] = [250, 9];

/** What changes without an event, as a message that comes back to its queue, is looked at so often, ms. */
const idleMs = 5_000;

/**
 * Keeps an answer of the local cloud up to date while the page is seen: asks at once, after what may have changed it, and
 * now and then.
 *
 * @param take - Gets every answer until the end.
 * @param types - Of events that change it, and nothing else does; default: all, and time.
 * @returns Ends it.
 */
export function keepFresh<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
  take: (answer: OperationOutput<Name>) => void,
  types?: readonly ConsoleEvent['type'][],
): () => void {
  /** Why this could not be brought up to date the last time. */
  let own: string | undefined;
  const tell = (why: string | undefined): void => {
    // What others have told stays until they or a person take it away.
    if (problem.value === own) problem.value = why;
    else problem.value ??= why;
    own = why;
  };
  let [isOver, isPausing] = [false, false];
  /** Whether the answer is out of date, and whether a person waits for the next one. */
  let [isChanged, isUrgent] = [false, false];
  let wake = (): void => undefined;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      if (ms < Infinity) setTimeout(resolve, ms);
    });
  const ask = async (): Promise<void> => {
    const answer = await call(name, input);
    if (!isOver) take(answer);
  };
  const keep = async (): Promise<void> => {
    while (!isOver) {
      [isChanged, isUrgent] = [false, false];
      const startedMs = performance.now();
      if (document.visibilityState !== 'hidden') tell(await problemOf(ask));
      const tookMs = performance.now() - startedMs;
      isPausing = true;
      if (!isUrgent) await sleep(Math.min(idleMs, Math.max(leastPauseMs, pausePerAnswer * tookMs)));
      isPausing = false;
      if (!isChanged && !isOver) await sleep(types ? Infinity : idleMs);
    }
    tell(undefined);
  };
  const look = (isAtOnce: boolean): void => {
    isChanged = true;
    isUrgent ||= isAtOnce;
    if (isAtOnce || !isPausing) wake();
  };
  void keep();
  const forget = onEvent(({ type }) => {
    if (!types || type === 'reset' || types.includes(type)) look(type === 'reset');
  });
  const lookNow = (): void => look(true);
  document.addEventListener('visibilitychange', lookNow);
  return () => {
    isOver = true;
    wake();
    forget();
    document.removeEventListener('visibilitychange', lookNow);
  };
}

/** @returns What an operation answers, kept up to date as {@link keepFresh} does; undefined before the first answer. */
export function useFresh<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
  types?: readonly ConsoleEvent['type'][],
): OperationOutput<Name> | undefined {
  const question = JSON.stringify([name, input]);
  const [answered, setAnswered] = useState<{ readonly question: string; readonly answer: OperationOutput<Name> }>();
  useEffect(() => keepFresh(name, input, (answer) => setAnswered({ question, answer }), types), [question]);
  return answered?.question === question ? answered.answer : undefined;
}
