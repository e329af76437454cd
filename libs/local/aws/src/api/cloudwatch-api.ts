import { type ServiceApi } from './service-api';

export const cloudWatchApi = {
  title: 'Amazon CloudWatch',
  documentation: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'GraniteServiceVersion20100801',
  operations: {
    DescribeAlarms: { lacks: 'composite alarms, parents and children, contributors' },
    GetMetricData: { lacks: 'expressions, percentiles, periods under a minute' },
  },
} as const satisfies ServiceApi;
