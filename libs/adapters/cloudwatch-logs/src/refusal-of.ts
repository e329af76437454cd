import { type FailureReason } from '@pulso/contracts/run-events';
import { type QueryToStart } from '@pulso/query-execution';
import { cutText } from '@pulso/text-limits';

/** The longest part of an AWS message that goes into a report. */
const maxDetailLength = 300;

/** GetQueryResults knows no log group, and AWS's own message names accounts and roles. */
export const pollRefusal: FailureReason = {
  code: 'access-denied',
  message: 'The query worker may not read the results of its query. Grant logs:GetQueryResults in its stack.',
};

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
        message: `The query worker may not query ${logGroupNames.join(', ')}. Grant logs:StartQuery in its stack.`,
      };
    default:
      return undefined;
  }
}
