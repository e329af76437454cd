import { type FailureReason } from '@pulso/contracts/run-events';
import { type QueryToStart } from '@pulso/domain/query-execution';
import { cutText } from '@pulso/kit/telegram';

/** The longest part of an AWS message that goes into a report. */
const maxDetailLength = 300;

/** GetQueryResults knows no log group, and AWS's own message names accounts and roles. */
export const pollRefusal: FailureReason = {
  code: 'access-denied',
  message: 'The query worker may not read the results of its query. Grant logs:GetQueryResults in its stack.',
};

export const notKept: FailureReason = { code: 'not-kept', message: 'The logs do not go back that far.' };

/**
 * StartQuery refuses a range that ends before the log group was created, or before the time that its retention reaches back
 * to, by the exception for queries that do not parse: "Query's end date and time is either before the log groups creation
 * time or exceeds the log groups log retention settings ([0,79])". The API reference does not mention it; the text is as
 * public programs quote it that handle it.
 */
const isAboutLostTime = (message: string): boolean => /creation time|retention settings/i.test(message);

/**
 * Words an error of StartQuery that will be the same next time, for the people who read the report.
 *
 * AWS's message is only passed on where it describes the query; elsewhere it names accounts and roles.
 *
 * @returns undefined when the error may pass.
 */
export function refusalOf(error: unknown, { logGroupNames }: QueryToStart): FailureReason | undefined {
  if (!(error instanceof Error)) return undefined;
  switch (error.name) {
    case 'MalformedQueryException':
      if (isAboutLostTime(error.message)) return notKept;
      return {
        code: 'malformed-query',
        message: `Logs Insights does not accept the query: ${cutText(error.message, maxDetailLength)}`,
      };
    case 'ResourceNotFoundException':
      return { code: 'log-group-missing', message: `No log group ${logGroupNames.join(' or ')}.` };
    case 'InvalidParameterException':
      return {
        code: 'invalid-parameter',
        message: `Logs Insights refuses a parameter: ${cutText(error.message, maxDetailLength)}`,
      };
    case 'AccessDeniedException':
      return {
        code: 'access-denied',
        message:
          `The query worker may not query ${logGroupNames.join(', ')}. ` +
          'Grant logs:StartQuery and logs:DescribeLogGroups in its stack.',
      };
    default:
      return undefined;
  }
}
