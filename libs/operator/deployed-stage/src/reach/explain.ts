import { UsageError } from '@pulso/operator/command-line';

import { awsProblemOf, isDenied, isThrottled, unansweredBy } from './aws-problem';
import { NotDeployedError, NotReadyError } from './errors';

/** Errors of ours whose message says what a person can do, by name. */
const ownErrors = new Set([
  UsageError.name,
  NotReadyError.name,
  NotDeployedError.name,
  'UnknownStageError',
  'InterruptedError',
  'BotApiRefusedError',
  'BotApiUnreachableError',
]);

/** Words an error for the person at the terminal; what nothing can be done about comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.includes('ECONNREFUSED') && error.name !== 'BotApiUnreachableError') {
    return 'Nothing answers at the address of AWS_ENDPOINT_URL: does the local cloud run?';
  }
  if (ownErrors.has(error.name)) return error.message;
  if (isDenied(error)) return `The AWS credentials may not do that: ${error.message}`;
  const aws = awsProblemOf(error);
  if (aws) return sentence(`${aws.problem}: ${aws.advice}`);
  if (isThrottled(error)) {
    return `AWS takes no more calls of this kind at present (${error.name}): run it again in a minute.`;
  }
  const lost = unansweredBy(error);
  if (lost) {
    const reason = lost.error.message.includes(lost.reason) ? lost.error.message : lost.reason;
    return `AWS can't be reached (${reason}): look at the network and at the region, then run it again.`;
  }
  return error.stack ?? error.message;
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('?') ? '' : '.'}`;
