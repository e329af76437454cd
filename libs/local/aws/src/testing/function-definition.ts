import { type FunctionDefinition } from '@pulso/local/terraform';

import { localAccountId } from '../local-account';
import { testRegion } from './start-test-cloud';

/** A function `worker` with the role of that name. */
export const functionDefinition = (overrides: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
  name: 'worker',
  arn: `arn:aws:lambda:${testRegion}:${localAccountId}:function:worker`,
  roleArn: `arn:aws:iam::${localAccountId}:role/worker`,
  handler: 'handler.handler',
  runtime: 'nodejs24.x',
  packagePath: '/nowhere',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
  logGroupName: '/aws/lambda/worker',
  logFormat: 'JSON',
  publicUrl: false,
  asyncInvoke: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
  ...overrides,
});
