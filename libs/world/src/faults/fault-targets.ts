import { queueNames, services } from '@pulso/contracts/envelope';

/** Where a fault can strike. */
export type FaultPlace = 'queue' | 'call' | 'telegram' | 'webhook' | 'function' | 'schedule' | 'resource' | 'parameter';

/** What a rule can name, by place: exactly what the services use, so that a rule that strikes nothing is a typing error. */
export const faultTargets = {
  /** Base names of queues; dead-letter queues are left alone. */
  queue: queueNames,
  /** `service.Operation` of AWS. */
  call: [
    'dynamodb.GetItem',
    'dynamodb.PutItem',
    'dynamodb.Query',
    'dynamodb.TransactWriteItems',
    'dynamodb.UpdateItem',
    'lambda.Invoke',
    'logs.GetQueryResults',
    'logs.StartQuery',
    'logs.StopQuery',
    'ses.SendEmail',
    'sqs.ChangeMessageVisibilityBatch',
    'sqs.SendMessageBatch',
    'ssm.GetParameters',
  ],
  /** Methods of the Bot API, whichever service calls them. */
  telegram: [
    'telegram.answerCallbackQuery',
    'telegram.editMessageMedia',
    'telegram.editMessageText',
    'telegram.sendMessage',
    'telegram.sendPhoto',
  ],
  /** What receives a report by HTTP. */
  webhook: ['webhook.POST'],
  /** Base names of functions. */
  function: services,
  schedule: ['schedule.report', 'schedule.sweep'],
  /** What stacks declare besides functions. */
  resource: [
    ...[...queueNames].sort().map((queue) => `queue.${queue}`),
    'table.deliveries',
    'table.runs',
    'table.users',
  ],
  /** Secrets of SSM. */
  parameter: ['parameter.bot-token', 'parameter.pseudonym-key', 'parameter.webhook', 'parameter.webhook-secrets'],
} as const satisfies Record<FaultPlace, readonly string[]>;

/**
 * Tells whether a target with `*` in it, each for any number of characters, means this one.
 *
 * @example
 * matchesTarget('dynamodb.*', 'dynamodb.GetItem'); // true
 */
export function matchesTarget(pattern: string, target: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === target;
  if (!target.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const found = target.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return target.length - last.length >= from && target.endsWith(last);
}
