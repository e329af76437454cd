import { type AccessControl, AwsError } from '@pulso/local/aws';
import { type CloudDefinition } from '@pulso/local/terraform';

import { LocalCloudError } from './errors';

/** What Lambda wants to be allowed before it accepts a queue as an event source. */
const sourceActions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/**
 * Refuses what AWS would refuse at deploy time for want of a permission.
 *
 * @throws {LocalCloudError} With AWS's words. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (execution role permissions)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (execution role permissions)
 */
export function checkDeployment({ functions, eventSourceMappings }: CloudDefinition, access: AccessControl): void {
  for (const definition of functions) {
    try {
      access.authorizeLambdaRole(definition);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw refused(`function ${definition.name}`, error.message);
    }
    const resource = definition.asyncInvoke.onFailureDestinationArn;
    if (resource === undefined) continue;
    if (access.isFunctionAllowed(definition.name, { action: 'sqs:SendMessage', resource })) continue;
    const text = `The function's execution role does not have permissions to call SendMessage on ${resource}`;
    throw refused(`on-failure destination of ${definition.name}`, text);
  }
  for (const { functionName, queueArn } of eventSourceMappings) {
    const missing = sourceActions.find(
      (action) => !access.isFunctionAllowed(functionName, { action: `sqs:${action}`, resource: queueArn }),
    );
    if (missing === undefined) continue;
    const text = `The function execution role does not have permissions to call ${missing} on SQS`;
    throw refused(`event source mapping of ${functionName} to ${queueArn}`, text);
  }
}

const refused = (what: string, text: string): LocalCloudError =>
  new LocalCloudError(`AWS would refuse the ${what}: ${text}.`);
