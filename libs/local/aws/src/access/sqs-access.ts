import { membersOf, textIn } from './members';
import { type ServiceAccess } from './service-access';

/** A batch needs what its single operation needs. */
const batches: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** Move tasks name a queue by its ARN; the handle of a task names none. */
const byArn: Readonly<Record<string, string>> = {
  StartMessageMoveTask: 'SourceArn',
  ListMessageMoveTasks: 'SourceArn',
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const sqsAccess: ServiceAccess = (call, { region, accountId }) => {
  const { operation } = call;
  const action = `sqs:${batches[operation] ?? operation}`;
  if (operation === 'ListQueues' || operation === 'CancelMessageMoveTask') return [{ action, resource: '*' }];
  const members = membersOf(call);
  const arnMember = byArn[operation];
  if (arnMember !== undefined) {
    const resource = textIn(members, arnMember);
    return resource === undefined ? undefined : [{ action, resource }];
  }
  const isNamed = operation === 'GetQueueUrl' || operation === 'CreateQueue';
  const queueName = isNamed ? textIn(members, 'QueueName') : nameIn(textIn(members, 'QueueUrl'));
  return queueName === undefined
    ? undefined
    : [{ action, resource: `arn:aws:sqs:${region}:${accountId}:${queueName}` }];
};

/** Host and account do not matter here: a queue of another account does not exist, which the service says. */
const nameIn = (queueUrl: string | undefined): string | undefined =>
  queueUrl !== undefined && URL.canParse(queueUrl) ? new URL(queueUrl).pathname.split('/')[2] : undefined;
