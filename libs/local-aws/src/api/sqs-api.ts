import { type ServiceApi } from './service-api';

const fifo = 'FIFO queues';

export const sqsApi = {
  title: 'Amazon SQS',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'AmazonSQS',
  operations: {
    AddPermission: {},
    CancelMessageMoveTask: {},
    ChangeMessageVisibility: {},
    ChangeMessageVisibilityBatch: {},
    CreateQueue: { lacks: `${fifo}, encryption` },
    DeleteMessage: {},
    DeleteMessageBatch: {},
    DeleteQueue: {},
    GetQueueAttributes: {},
    GetQueueUrl: { lacks: 'queues of other accounts' },
    ListDeadLetterSourceQueues: {},
    ListMessageMoveTasks: {},
    ListQueueTags: {},
    ListQueues: {},
    PurgeQueue: {},
    ReceiveMessage: { lacks: `${fifo}, expiry of old messages` },
    RemovePermission: {},
    SendMessage: { lacks: `${fifo}, the trace header` },
    SendMessageBatch: { lacks: `${fifo}, the trace header` },
    SetQueueAttributes: { lacks: 'encryption' },
    StartMessageMoveTask: { lacks: 'MaxNumberOfMessagesPerSecond: messages move at once' },
    TagQueue: {},
    UntagQueue: {},
  },
} as const satisfies ServiceApi;
