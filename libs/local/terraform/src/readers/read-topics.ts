import { type TopicDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/** Topics with their subscriptions. What is published is delivered nowhere, so no filter matters. */
export function readTopics(resources: readonly ResolvedResource[]): Located<TopicDefinition>[] {
  const subscriptions = readAll(resources, 'aws_sns_topic_subscription', (parameters) => ({
    topicArn: parameters.text('topic_arn'),
    protocol: parameters.text('protocol'),
    endpoint: parameters.text('endpoint'),
  })).map(({ value }) => value);
  return readAll(resources, 'aws_sns_topic', (parameters, resource) => {
    const arn = arnIn(resource);
    return {
      name: parameters.text('name'),
      arn,
      subscriptions: subscriptions
        .filter(({ topicArn }) => topicArn === arn)
        .map(({ protocol, endpoint }) => ({ protocol, endpoint })),
    };
  });
}
