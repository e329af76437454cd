import { type ServiceApi } from './service-api';

/** Attributes are kept and shown, but nothing is encrypted and no key is asked for. */
const encryption = 'encryption';

export const sqsApi = {
  title: 'Amazon SQS',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html',
  protocol: 'json',
  jsonVersion: '1.0',
  takesForms: true,
  targetPrefix: 'AmazonSQS',
  operations: {
    AddPermission: {},
    CancelMessageMoveTask: {},
    ChangeMessageVisibility: {},
    ChangeMessageVisibilityBatch: {},
    CreateQueue: { lacks: encryption },
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
    ReceiveMessage: { lacks: 'ReceiveRequestAttemptId' },
    RemovePermission: {},
    SendMessage: { lacks: 'fairness by MessageGroupId in standard queues' },
    SendMessageBatch: { lacks: 'fairness by MessageGroupId in standard queues' },
    SetQueueAttributes: { lacks: encryption },
    StartMessageMoveTask: { lacks: 'MaxNumberOfMessagesPerSecond: messages move at once' },
    TagQueue: {},
    UntagQueue: {},
  },
} as const satisfies ServiceApi;
