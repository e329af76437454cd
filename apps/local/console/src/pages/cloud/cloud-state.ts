import { signal } from '@preact/signals';
import type { OperationInput, OperationName, OperationOutput, QueueSummary } from '@pulso/local/console-api';
import { useEffect, useState } from 'preact/hooks';

import { call } from '../../api/call';
import { attempt, overview, refresh } from '../../state/overview';

/** What a part of the page gets. */
export interface PartProps {
  /** Of one thing, from the address; undefined: all are shown. */
  readonly name?: string | undefined;
  /** undefined: not known yet. */
  readonly queues?: readonly QueueSummary[] | undefined;
}

/** Real ms between two looks at what changes by itself. */
const pollMs = 2_000;

/** What the last action did, for the live region. */
export const said = signal('');

/** Grows with every action that begins or ends: the page then looks again at once. */
const actionCount = signal(0);

/** Does what a person has asked for, and says what came of it; `during` is said until then. */
export async function act(doIt: () => Promise<string>, during = ''): Promise<void> {
  let done = '';
  said.value = during;
  const doing = attempt(async () => {
    done = await doIt();
  });
  actionCount.value += 1;
  await doing;
  said.value = done;
  actionCount.value += 1;
}

/** @returns What an operation answers, asked again and again while the page is seen; undefined before the first answer. */
export function usePolled<Name extends OperationName>(
  name: Name,
  input: OperationInput<Name>,
): OperationOutput<Name> | undefined {
  const question = JSON.stringify([name, input]);
  const [answered, setAnswered] = useState<{ readonly question: string; readonly answer: OperationOutput<Name> }>();
  useEffect(() => {
    let isOver = false;
    let isAsking = false;
    const look = async (): Promise<void> => {
      if (isAsking || document.visibilityState === 'hidden') return;
      isAsking = true;
      await refresh(async () => {
        const answer = await call(name, input);
        if (!isOver) setAnswered({ question, answer });
      });
      isAsking = false;
    };
    void look();
    const timer = setInterval(() => void look(), pollMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [question, actionCount.value]);
  return answered?.question === question ? answered.answer : undefined;
}

/** @returns The name of a resource as this repository calls it, without application and stage. */
export function shortName(name: string): string {
  const prefix = `pulso-${overview.value?.stage ?? 'local'}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
