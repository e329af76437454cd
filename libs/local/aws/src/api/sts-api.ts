import { type ServiceApi } from './service-api';

export const stsApi = {
  title: 'AWS Security Token Service',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html',
  protocol: 'query',
  apiVersion: '2011-06-15',
  operations: {
    GetCallerIdentity: {},
  },
} as const satisfies ServiceApi;
