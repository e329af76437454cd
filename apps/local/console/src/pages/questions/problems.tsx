import { mend, problems, selection } from './questions-state';

/** What is wrong with the query, each at its place; what the caret stands at is marked. */
export function Problems() {
  const { from: caret } = selection.value;
  return (
    <ul class="plain" aria-live="polite" aria-label="Problems of the query">
      {problems.value.map((problem) => {
        const { from, to, place, severity, message, expected, suggestion } = problem;
        return (
          <li
            key={`${from} ${message}`}
            class={`row question-problem question-${severity}`}
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
