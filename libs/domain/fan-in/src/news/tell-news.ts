import { type ReportContent } from '@pulso/contracts/report-updates';

import { isSentForNews } from '../close/is-withheld';
import { RunStoreConflictError } from '../errors';
import { type RunStore } from '../ports';
import { type OpenedRun } from '../run';
import { decideNews } from './decide-news';

const maxAttemptCount = 3;

/**
 * Adds to a closed, scheduled report what of it is news, if it is one that is sent for its news alone.
 *
 * What is decided is written before it is told: processes that look at two windows at a time would both tell of one outage,
 * and one that dies in between tells the same when its event comes back.
 *
 * @throws {RunStoreConflictError} Other windows were decided in between, time and again. Retryable.
 */
export async function tellNews(
  run: OpenedRun,
  content: ReportContent,
  store: Pick<RunStore, 'readToldNews' | 'keepToldNews'>,
): Promise<ReportContent> {
  const { plan } = run;
  if (!isSentForNews(plan)) return content;
  for (let attempt = 0; attempt < maxAttemptCount; attempt += 1) {
    const read = await store.readToldNews(plan.reportId);
    const { news, kept } = decideNews(run, content.values, read);
    if (!kept || (await store.keepToldNews(kept, read)) === 'kept')
      return news.length > 0 ? { ...content, news: [...news] } : content;
  }
  throw new RunStoreConflictError('tellNews');
}
