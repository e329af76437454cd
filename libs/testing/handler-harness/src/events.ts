import type { SQSEvent } from 'aws-lambda';

/** The part of Lambda's context that handlers look at. */
export const invocation = { awsRequestId: 'r-1' };

/**
 * An invocation with one message, whose id is `m-1`.
 *
 * @param message - Becomes the body, as JSON.
 */
export const sqsEvent = (message: object): SQSEvent => ({
  Records: [
    {
      messageId: 'm-1',
      receiptHandle: 'r-1',
      body: JSON.stringify(message),
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
    },
  ],
});
