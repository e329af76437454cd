import { createHash } from 'node:crypto';

import { type OperationOf, serviceApis } from '../api/service-apis';
import { pageOf } from '../page-of';
import { element, escapeXml, queryResponse } from '../query-response';
import { AwsError, type LocalService } from '../service';
import { operationFor } from '../unknown-operation';

/** A topic as the stacks declare it. */
export interface Topic {
  readonly arn: string;
  readonly subscriptions: readonly { readonly protocol: string; readonly endpoint: string }[];
}

export interface SnsServiceOptions {
  readonly accountId: string;
  readonly topics: readonly Topic[];
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
const pageSize = 100;

const namespace = `http://sns.amazonaws.com/doc/${serviceApis.sns.apiVersion}/`;

/**
 * Creates SNS as far as it shows who is told of alarms. Nothing is published here: an alarm that rings is a line of
 * `npm start`.
 *
 * Every subscription is confirmed. On AWS a person clicks a link in a mail first, and there is no mail here.
 */
export function createSnsService(options: SnsServiceOptions): LocalService {
  const operations: Record<OperationOf<'sns'>, (form: URLSearchParams) => string> = {
    ListSubscriptionsByTopic: (form) => listSubscriptions(form, options),
  };
  return {
    name: 'sns',
    handle: async (call) => {
      const result = operationFor(operations, call)(new URLSearchParams(call.body.toString('utf8')));
      return { status: 200, body: queryResponse(namespace, call.operation, result) };
    },
  };
}

function listSubscriptions(form: URLSearchParams, { accountId, topics }: SnsServiceOptions): string {
  const topicArn = form.get('TopicArn') ?? '';
  if (!/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/.test(topicArn)) {
    throw new AwsError('InvalidParameter', 'Invalid parameter: TopicArn');
  }
  const topic = topics.find(({ arn }) => arn === topicArn);
  if (!topic) throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
  const { items, nextToken } = pageOf(
    topic.subscriptions,
    { size: pageSize, token: form.get('NextToken') ?? undefined },
    () => new AwsError('InvalidParameter', 'Invalid parameter: NextToken'),
  );
  const members = items.map(({ protocol, endpoint }) => {
    const fields = {
      TopicArn: topicArn,
      Protocol: protocol,
      SubscriptionArn: `${topicArn}:${idOf(protocol, endpoint)}`,
      Owner: accountId,
      Endpoint: endpoint,
    };
    return element(
      'member',
      Object.entries(fields)
        .map(([name, text]) => element(name, escapeXml(text)))
        .join(''),
    );
  });
  return (
    element('Subscriptions', members.join('')) +
    (nextToken === undefined ? '' : element('NextToken', escapeXml(nextToken)))
  );
}

/** @returns The same for the same subscription, at every start. */
const idOf = (protocol: string, endpoint: string): string =>
  createHash('sha256')
    .update(`${protocol} ${endpoint}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
