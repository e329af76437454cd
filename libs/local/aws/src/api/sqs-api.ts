import { type ServiceApi } from './service-api';

/** Attributes are kept and shown, but nothing is encrypted and no key is asked for. */
const encryption = 'encryption';

export const sqsApi = {
  title: 'Amazon SQS',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'AmazonSQS',
  operations: {
    CancelMessageMoveTask: {},
    ChangeMessageVisibility: {},
    ChangeMessageVisibilityBatch: {},
    CreateQueue: { lacks: `FIFO queues, policies, tags, ${encryption}` },
    DeleteMessage: {},
    DeleteMessageBatch: {},
    DeleteQueue: {},
    GetQueueAttributes: {},
    GetQueueUrl: { lacks: 'queues of other accounts' },
    ListDeadLetterSourceQueues: {},
    ListMessageMoveTasks: {},
    ListQueues: {},
    PurgeQueue: {},
    ReceiveMessage: {},
    SendMessage: { lacks: 'fairness by MessageGroupId' },
    SendMessageBatch: { lacks: 'fairness by MessageGroupId' },
    SetQueueAttributes: { lacks: `policies, ${encryption}` },
    StartMessageMoveTask: { lacks: 'MaxNumberOfMessagesPerSecond: messages move at once' },
  },
} as const satisfies ServiceApi;
