import { type ServiceApi } from './service-api';

export const snsApi = {
  title: 'Amazon Simple Notification Service',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_Operations.html',
  protocol: 'query',
  apiVersion: '2010-03-31',
  operations: {
    ListSubscriptionsByTopic: {
      lacks: 'what waits for its confirmation: every subscription of the stacks is confirmed',
    },
  },
} as const satisfies ServiceApi;
