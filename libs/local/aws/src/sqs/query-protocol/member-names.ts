/**
 * How the Query protocol names the members that are more than a text, where JSON has another name for them.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 */
export interface MemberNames {
  /** Lists: the name of their elements, numbered from 1, to the member. */
  readonly lists: Readonly<Record<string, string>>;
  /** Maps: the name of their entries to the member and to what the key of an entry is called; its value is `Value`. */
  readonly maps: Readonly<Record<string, { readonly member: string; readonly key: 'Key' | 'Name' }>>;
}

const attributes = { member: 'Attributes', key: 'Name' } as const;
const messageAttributes = { member: 'MessageAttributes', key: 'Name' } as const;

/** @returns The names of an operation's input. */
export const inputNames = (operation: string): MemberNames => ({
  lists: {
    AWSAccountId: 'AWSAccountIds',
    ActionName: 'Actions',
    AttributeName: 'AttributeNames',
    MessageAttributeName: 'MessageAttributeNames',
    MessageSystemAttributeName: 'MessageSystemAttributeNames',
    TagKey: 'TagKeys',
    [`${operation}RequestEntry`]: 'Entries',
  },
  maps: {
    Attribute: attributes,
    MessageAttribute: messageAttributes,
    MessageSystemAttribute: { member: 'MessageSystemAttributes', key: 'Name' },
    Tag: { member: operation === 'CreateQueue' ? 'tags' : 'Tags', key: 'Key' },
  },
});

/** @returns The names of an operation's output. */
export const outputNames = (operation: string): MemberNames => ({
  lists: {
    BatchResultErrorEntry: 'Failed',
    Message: 'Messages',
    QueueUrl: operation === 'ListQueues' ? 'QueueUrls' : 'queueUrls',
    [`${operation}ResultEntry`]: operation === 'ListMessageMoveTasks' ? 'Results' : 'Successful',
  },
  maps: { Attribute: attributes, MessageAttribute: messageAttributes, Tag: { member: 'Tags', key: 'Key' } },
});

/** The members of inputs that are numbers. */
export const wholeNumbers: ReadonlySet<string> = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxNumberOfMessagesPerSecond',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
]);
