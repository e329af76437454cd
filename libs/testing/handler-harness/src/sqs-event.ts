import type { SQSEvent, SQSRecord } from 'aws-lambda';

const sqsRecord: SQSRecord = {
  messageId: 'm-1',
  receiptHandle: 'r-1',
  body: '',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'eu-central-1',
};

/**
 * An invocation with one message, whose id is `m-1`.
 *
 * @param message - Becomes the body, as JSON.
 */
export const sqsEvent = (message: object): SQSEvent => ({
  Records: [{ ...sqsRecord, body: JSON.stringify(message) }],
});
