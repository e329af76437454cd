import { useEffect, useRef } from 'preact/hooks';

import { formatBytes, formatCount, formatDuration } from '../../shell/format';
import { attempt } from '../../state/overview';
import { AnswerTable } from './answer-table';
import { costInWords } from './cost-in-words';
import { EntryForm } from './entry-form';
import { answer, query } from './questions-state';

/** What the logs have answered. */
export function AnswerView() {
  const shown = answer.value;
  return (
    <section aria-label="Answer">
      <div aria-live="polite">{shown && <Figures />}</div>
      {shown && shown.rows.length > 0 && (
        <>
          {shown.series && <AnswerCharts />}
          <AnswerTable key={shown.query} answer={shown} />
          <EntryForm />
        </>
      )}
    </section>
  );
}

function Figures() {
  const shown = answer.value;
  if (!shown) return null;
  const { rows, isCut, recordsMatched, recordsScanned, bytesScanned, durationMs, price } = shown;
  return (
    <>
      <p>
        <strong>{rows.length === 1 ? '1 row' : `${formatCount(rows.length)} rows`}</strong>
        {isCut && ', more rows or longer texts are left out'}. {formatCount(recordsMatched)} of{' '}
        {formatCount(recordsScanned)} events match, {formatBytes(bytesScanned)} scanned in {formatDuration(durationMs)}.{' '}
        {costInWords(bytesScanned, price.usdPerGb)} (${price.usdPerGb} a gigabyte in {price.region},{' '}
        <a href={price.source} rel="noreferrer" target="_blank">
          public price
        </a>
        ).
      </p>
      {shown.query !== query.value && <p class="faint">The query was changed since then.</p>}
      {recordsScanned === 0 && <p>No event is in this range of time. Choose a longer one, or other log groups.</p>}
    </>
  );
}

function AnswerCharts() {
  const host = useRef<HTMLDivElement>(null);
  const shown = answer.value;
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    void attempt(async () => {
      const { drawCharts } = await import('./draw-charts');
      if (!isGone && host.current && shown) remove = drawCharts(host.current, shown);
    });
    return () => {
      isGone = true;
      remove?.();
    };
  }, [shown]);
  return <div class="question-charts" ref={host} />;
}
