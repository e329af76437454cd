import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';

import { localAccountId } from '../local-account';
import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createSnsService } from './create-sns-service';

const reference = 'https://docs.aws.amazon.com/sns/latest/api';
const localArn = `arn:aws:sns:${testRegion}:${localAccountId}:alerts`;

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SNS by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SNSClient;
  let TopicArn: string;

  beforeAll(async () => {
    const subscriptions = [{ protocol: 'email', endpoint: 'operator@example.com' }];
    target = await startConformanceTarget(() => [
      createSnsService({ accountId: localAccountId, topics: [{ arn: localArn, subscriptions }] }),
    ]);
    TopicArn = localArn;
    client = new SNSClient(target.clientConfig);
  });

  afterAll(async () => {
    client?.destroy();
    await target?.stop();
  });

  it('lists who is told of what is published (API_ListSubscriptionsByTopic)', async () => {
    const { Subscriptions, NextToken } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));

    expect(Subscriptions).toEqual([
      {
        TopicArn,
        Protocol: 'email',
        SubscriptionArn: expect.stringMatching(/^(PendingConfirmation|arn:aws:sns:.*:[0-9a-f-]{36})$/),
        Owner: expect.stringMatching(/^\d{12}$/),
        Endpoint: expect.stringContaining('@'),
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it.each([
    ['a topic that is not there', (arn: string) => `${arn}-not-there`, 'NotFoundException', 404],
    ['what is no ARN', () => 'alerts', 'InvalidParameterException', 400],
  ])('refuses %s (API_ListSubscriptionsByTopic, Errors)', async (_title, arnOf, name, httpStatusCode) => {
    const error = await rejectionOf(client.send(new ListSubscriptionsByTopicCommand({ TopicArn: arnOf(TopicArn) })));

    expect(error).toMatchObject({ name, $fault: 'client', $metadata: { httpStatusCode } });
  });
});
