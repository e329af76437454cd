import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { attempt } from '../../state/overview';
import {
  checkQuery,
  isRunning,
  logGroups,
  mend,
  problems,
  query,
  runQuery,
  selection,
  vocabulary,
} from './questions-state';

/** A pause in typing after which the query is checked, ms. */
const checkAfterMs = 250;

/** The query, what is wrong with it, and the button that asks. */
export function QueryEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    // The editor is most of the console's JavaScript, so it is loaded with this page alone.
    void attempt(async () => {
      const { createEditor } = await import('./create-editor');
      if (!isGone && host.current) remove = createEditor(host.current);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, []);
  useSignalEffect(() => {
    void [query.value, logGroups.value, vocabulary.value];
    const timer = setTimeout(() => void checkQuery(), checkAfterMs);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <div ref={host} />
      <Problems />
      <p class="row">
        <button type="button" class="primary" disabled={isRunning.value} onClick={() => void runQuery()}>
          {isRunning.value ? 'Running…' : 'Run'}
        </button>
        <span class="faint">
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> <kbd>Enter</kbd> in the editor, too
        </span>
      </p>
    </>
  );
}

/** What is wrong with the query, each at its place; what the caret stands at is marked. */
function Problems() {
  const { from: caret } = selection.value;
  return (
    <ul class="plain" aria-live="polite" aria-label="Problems of the query">
      {problems.value.map((problem) => {
        const { from, to, place, severity, message, expected, suggestion } = problem;
        return (
          <li
            key={`${from} ${message}`}
            class={`card row question-${severity}`}
            aria-current={caret >= from && caret <= to ? 'true' : undefined}
          >
            <button type="button" onClick={() => (selection.value = { from, to })}>
              {severity === 'error' ? 'Error' : 'Warning'} at {place}
            </button>
            <span>
              {message}
              {expected !== undefined && (
                <>
                  . Expected: <code>{expected}</code>
                </>
              )}
            </span>
            {suggestion !== undefined && (
              <button type="button" onClick={() => mend(problem)}>
                Write <code>{suggestion}</code>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
