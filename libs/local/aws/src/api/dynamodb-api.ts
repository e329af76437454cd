import { type ServiceApi } from './service-api';

const legacy = 'conditions of the time before expressions';

export const dynamoDbApi = {
  title: 'Amazon DynamoDB',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'DynamoDB_20120810',
  operations: {
    BatchGetItem: {},
    BatchWriteItem: {},
    CreateTable: { lacks: 'streams, encryption, deletion protection' },
    DeleteItem: { lacks: legacy },
    DeleteTable: {},
    DescribeTable: {},
    DescribeTimeToLive: {},
    GetItem: {},
    ListTables: {},
    ListTagsOfResource: {},
    PutItem: { lacks: `${legacy}, equality of maps and lists` },
    Query: { lacks: `${legacy}, equality of maps and lists` },
    Scan: { lacks: `${legacy}, equality of maps and lists` },
    TagResource: {},
    TransactGetItems: { lacks: 'consumed capacity' },
    TransactWriteItems: { lacks: 'consumed capacity, conflicts: one operation runs at a time' },
    UntagResource: {},
    UpdateItem: { lacks: `${legacy}, equality of maps and lists` },
    UpdateTable: { lacks: 'streams, deletion protection' },
    UpdateTimeToLive: {},
  },
} as const satisfies ServiceApi;
