import { formatBytes, formatCount, formatDuration } from '../../shell/format';
import { useLoaded } from '../../shell/use-loaded';
import { AnswerTable } from './answer-table';
import { costInWords } from './cost-in-words';
import { EntryForm } from './entry-form';
import { type ShownAnswer, answer, query } from './questions-state';

interface AnswerProps {
  readonly shown: ShownAnswer;
}

/** What the logs have answered. */
export function AnswerView() {
  const shown = answer.value;
  return (
    <section aria-label="Answer">
      <div aria-live="polite">{shown && <Figures shown={shown} />}</div>
      {shown && shown.rows.length > 0 && (
        <>
          {shown.series && <AnswerCharts shown={shown} />}
          <AnswerTable key={shown.query} answer={shown} />
          <EntryForm />
        </>
      )}
    </section>
  );
}

function Figures({ shown }: AnswerProps) {
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

function AnswerCharts({ shown }: AnswerProps) {
  const host = useLoaded(async () => {
    const { drawCharts } = await import('./draw-charts');
    return (place) => drawCharts(place, shown);
  }, shown);
  return <div class="question-charts" ref={host} />;
}
