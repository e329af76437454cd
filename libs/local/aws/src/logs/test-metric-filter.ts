import * as z from 'zod/mini';

import { type ServiceCall } from '../service';
import { readFilterPattern } from './filter-pattern/read-filter-pattern';
import { readInput } from './read-input';

const testMetricFilter = z.object({
  filterPattern: z.string(),
  logEventMessages: z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(50)),
});

/**
 * Tells which messages match a filter pattern and what it takes out of them, so that it can be tried without events.
 *
 * Messages are counted from 0, as in the reference's examples.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html
 */
export function performTestMetricFilter(call: ServiceCall): object {
  const { filterPattern, logEventMessages } = readInput(testMetricFilter, call.body);
  const pattern = readFilterPattern(filterPattern);
  return {
    matches: logEventMessages.flatMap((eventMessage, index) =>
      pattern.matches(eventMessage)
        ? [{ eventNumber: index, eventMessage, extractedValues: pattern.extract(eventMessage) }]
        : [],
    ),
  };
}
