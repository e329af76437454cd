import { type ServiceApi } from './service-api';

export const ssmApi = {
  title: 'AWS Systems Manager Parameter Store',
  documentation: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'AmazonSSM',
  operations: {
    DeleteParameter: {},
    DeleteParameters: {},
    DescribeParameters: { lacks: 'filters by tag, label, policy and tier' },
    GetParameter: { lacks: 'KMS: without decryption comes a stand-in' },
    GetParameterHistory: { lacks: 'labels' },
    GetParameters: { lacks: 'KMS: without decryption comes a stand-in' },
    GetParametersByPath: { lacks: 'filters' },
    PutParameter: { lacks: 'policies, tiers, tags' },
  },
} as const satisfies ServiceApi;
