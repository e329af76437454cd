import { type ServiceApi } from './service-api';

const legacy = 'what came before expressions';

export const dynamoDbApi = {
  title: 'Amazon DynamoDB',
  documentation: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'DynamoDB_20120810',
  operations: {
    BatchGetItem: { lacks: `${legacy}, consumed capacity` },
    BatchWriteItem: { lacks: 'consumed capacity' },
    CreateTable: { lacks: 'streams, encryption, deletion protection' },
    DeleteItem: { lacks: legacy },
    DeleteTable: {},
    DescribeTable: {},
    DescribeTimeToLive: {},
    GetItem: { lacks: legacy },
    ListTables: {},
    ListTagsOfResource: {},
    PutItem: { lacks: legacy },
    Query: { lacks: legacy },
    Scan: { lacks: legacy },
    TagResource: {},
    TransactGetItems: { lacks: 'consumed capacity' },
    TransactWriteItems: { lacks: 'consumed capacity, conflicts: one operation runs at a time' },
    UntagResource: {},
    UpdateItem: { lacks: legacy },
    UpdateTimeToLive: {},
  },
} as const satisfies ServiceApi;
