import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { attempt } from '../../state/overview';
import { checkQuery, isRunning, logGroups, query, runQuery, vocabulary } from './questions-state';
import { Problems } from './problems';

/** A pause in typing after which the query is checked, ms. */
const checkAfterMs = 250;

/** The query, what is wrong with it, and the button that asks. */
export function QueryEditor() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let close: (() => void) | undefined;
    let isGone = false;
    // The editor is most of the console's JavaScript, so it is loaded with this page alone.
    void attempt(async () => {
      const { createEditor } = await import('./create-editor');
      if (!isGone && host.current) close = createEditor(host.current);
    });
    return () => {
      isGone = true;
      close?.();
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
        <button type="button" class="question-run" disabled={isRunning.value} onClick={() => void runQuery()}>
          {isRunning.value ? 'Running…' : 'Run'}
        </button>
        <span class="faint">
          <kbd>Ctrl</kbd> or <kbd>⌘</kbd> <kbd>Enter</kbd> in the editor, too
        </span>
      </p>
    </>
  );
}
