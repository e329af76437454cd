import type { ConsoleEvent, OperationInput, OperationName, OperationOutput } from '@pulso/local/console-api';
import { useEffect, useState } from 'preact/hooks';

import { call } from '../api/call';
import { onEvent } from './events';
import { refresh } from './overview';

/** Between two questions at least, ms; while answers take long, a tenth of the time goes to them. */
const [leastPauseMs, pausePerAnswer] = [250, 9];

/** What changes without an event, as a message that comes back to its queue, is looked at so often, ms. */
const idleMs = 5_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
  let [isOver, isChanged] = [false, false];
  let wake = (): void => undefined;
  const look = (): void => {
    isChanged = true;
    wake();
  };
  const ask = async (): Promise<void> => {
    const answer = await call(name, input);
    if (!isOver) take(answer);
  };
  const keep = async (): Promise<void> => {
    while (!isOver) {
      isChanged = false;
      const startedMs = performance.now();
      if (document.visibilityState !== 'hidden') await refresh(ask);
      await pause(Math.max(leastPauseMs, pausePerAnswer * (performance.now() - startedMs)));
      if (isChanged || isOver) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!types) setTimeout(resolve, idleMs);
      });
    }
  };
  void keep();
  const forget = onEvent(({ type }) => {
    if (!types || type === 'reset' || types.includes(type)) look();
  });
  document.addEventListener('visibilitychange', look);
  return () => {
    isOver = true;
    wake();
    forget();
    document.removeEventListener('visibilitychange', look);
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
