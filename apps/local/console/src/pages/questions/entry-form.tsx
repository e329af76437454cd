import { useEffect, useState } from 'preact/hooks';

import { call } from '../../api/call';
import { attempt } from '../../state/overview';
import { answer } from './questions-state';

/** Writes the query of the answer as an entry of the catalogue, to be copied. */
export function EntryForm() {
  const [title, setTitle] = useState('');
  const [entry, setEntry] = useState('');
  const [isCopied, setCopied] = useState(false);
  const shown = answer.value;
  useEffect(() => {
    setCopied(false);
    if (!shown || title.trim() === '') return setEntry('');
    const numberColumns = shown.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
    void attempt(async () => setEntry(await call('questions.entry', { query: shown.query, title, numberColumns })));
  }, [shown, title]);
  return (
    <details>
      <summary>Copy as an entry of the catalogue</summary>
      <label>
        Title in English{' '}
        <input value={title} maxLength={60} onInput={({ currentTarget }) => setTitle(currentTarget.value)} />
      </label>
      {entry !== '' && (
        <>
          <p class="faint">
            It goes into <code>queries</code> of libs/domain/reports/src/catalogue/daily-usage.ts. Translate the titles,
            then <code>npx nx test catalogue-checks</code>.
          </p>
          <pre class="code" tabIndex={0}>
            {entry}
          </pre>
          <button
            type="button"
            onClick={() => void attempt(() => navigator.clipboard.writeText(entry).then(() => setCopied(true)))}
          >
            Copy
          </button>{' '}
          <span role="status">{isCopied && 'Copied.'}</span>
        </>
      )}
      {entry === '' && <p class="faint">With a title the entry appears here, to be copied.</p>}
    </details>
  );
}
