import { membersOf, textIn } from './members';
import { type ServiceAccess } from './service-access';

/** A batch needs what its single operation needs. */
const batches: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** These name a queue by its ARN. */
const byArn = ['StartMessageMoveTask', 'ListMessageMoveTasks'];

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const sqsAccess: ServiceAccess = (call, { region, accountId }) => {
  const { operation } = call;
  const action = `sqs:${batches[operation] ?? operation}`;
  if (operation === 'ListQueues') return [{ action, resource: '*' }];
  const members = membersOf(call);
  if (byArn.includes(operation)) {
    const resource = textIn(members, 'SourceArn');
    return resource === undefined ? undefined : [{ action, resource }];
  }
  const queueName = operation === 'GetQueueUrl' ? textIn(members, 'QueueName') : nameIn(textIn(members, 'QueueUrl'));
  return queueName === undefined
    ? undefined
    : [{ action, resource: `arn:aws:sqs:${region}:${accountId}:${queueName}` }];
};

/** Host and account do not matter here: a queue of another account does not exist, which the service says. */
const nameIn = (queueUrl: string | undefined): string | undefined =>
  queueUrl !== undefined && URL.canParse(queueUrl) ? new URL(queueUrl).pathname.split('/')[2] : undefined;
