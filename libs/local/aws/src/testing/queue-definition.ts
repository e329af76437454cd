import { type QueueDefinition } from '@pulso/local/terraform';

import { localAccountId } from '../local-account';
import { testRegion } from './start-test-cloud';

/** A standard queue with AWS's defaults. */
export const queueDefinition = (name: string, overrides: Partial<QueueDefinition> = {}): QueueDefinition => ({
  name,
  arn: `arn:aws:sqs:${testRegion}:${localAccountId}:${name}`,
  visibilityTimeoutSeconds: 30,
  delaySeconds: 0,
  messageRetentionSeconds: 345_600,
  maxMessageBytes: 1_048_576,
  receiveWaitTimeSeconds: 0,
  ...overrides,
});
