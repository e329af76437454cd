import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type DoctorPorts } from '@pulso/operator/examination';

import { callFor, findFor } from './caller';
import { type ClientSettings } from './client-settings';

export function createQueueReads(settings: ClientSettings): Pick<DoctorPorts, 'readQueue'> {
  const client = new SQSClient(settings);
  return {
    readQueue: async (name) => {
      const found = await findFor('findQueue', () => client.send(new GetQueueUrlCommand({ QueueName: name })));
      if (!found) return undefined;
      return callFor('readQueue', async () => {
        const { Attributes = {} } = await client.send(
          new GetQueueAttributesCommand({
            QueueUrl: found.QueueUrl,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        return {
          visible: Number(Attributes['ApproximateNumberOfMessages']),
          inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
        };
      });
    },
  };
}
