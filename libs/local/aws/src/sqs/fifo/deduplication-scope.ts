import { createHash } from 'node:crypto';

import { type EngineQueue } from '../fauxqs-engine';
import { type SqsInput } from '../input-schemas';

type Identified = Pick<SqsInput<'SendMessage'>, 'MessageBody' | 'MessageDeduplicationId' | 'MessageGroupId'>;

/** It stands in no ID. */
const separator = '\n';

/**
 * Where a queue tells duplicates by group, the group is written before the ID under which the engine looks for them.
 *
 * @returns The ID for the engine; undefined where there is none, which the engine refuses.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
 */
export function scopedDeduplicationId(message: Identified, { attributes }: EngineQueue): string | undefined {
  const { MessageBody: body = '', MessageDeduplicationId: id, MessageGroupId: group } = message;
  if (attributes['DeduplicationScope'] !== 'messageGroup') return id;
  const byContent = attributes['ContentBasedDeduplication'] === 'true' ? sha256(body) : undefined;
  const own = id ?? byContent;
  return own === undefined ? undefined : `${group ?? ''}${separator}${own}`;
}

/** @returns The ID without the group that {@link scopedDeduplicationId} has written before it. */
export const unscopedDeduplicationId = (id: string): string => id.slice(id.indexOf(separator) + 1);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
