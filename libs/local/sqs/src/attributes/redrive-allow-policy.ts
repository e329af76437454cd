import { SqsError } from '../errors';
import { jsonObjectIn } from './json-object-in';

const maxSourceQueues = 10;

/**
 * Checks the value of a queue's attribute RedriveAllowPolicy: which queues may have it as their dead-letter queue.
 *
 * @param policy - JSON.
 * @throws {SqsError} InvalidAttributeValue (its text is unverified).
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkRedriveAllowPolicy(policy: string): void {
  const { redrivePermission, sourceQueueArns, ...others } = jsonObjectIn(policy) ?? {};
  const isList = Array.isArray(sourceQueueArns) && sourceQueueArns.every((arn) => typeof arn === 'string');
  const isValid =
    redrivePermission === 'byQueue'
      ? isList && sourceQueueArns.length > 0 && sourceQueueArns.length <= maxSourceQueues
      : (redrivePermission === 'allowAll' || redrivePermission === 'denyAll') && sourceQueueArns === undefined;
  if (isValid && Object.keys(others).length === 0) return;
  throw new SqsError('InvalidAttributeValue', 'Invalid value for the parameter RedriveAllowPolicy.');
}

/** @returns Whether a queue may have another, with this attribute, as its dead-letter queue. */
export function allowsRedrive(policy: string | undefined, sourceArn: string): boolean {
  const { redrivePermission = 'allowAll', sourceQueueArns } = jsonObjectIn(policy ?? '{}') ?? {};
  if (redrivePermission !== 'byQueue') return redrivePermission === 'allowAll';
  return Array.isArray(sourceQueueArns) && sourceQueueArns.includes(sourceArn);
}
