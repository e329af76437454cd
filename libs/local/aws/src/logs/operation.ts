import { type LocalClock } from '@pulso/world/time';
import type * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { AwsError, type ServiceCall } from '../service';
import { type LogStore } from './log-store';
import { type QueryRegistry } from './query-registry';

/** What the operations work on. */
export interface OperationContext {
  readonly store: LogStore;
  readonly queries: QueryRegistry;
  readonly clock: Pick<LocalClock, 'nowMs'>;
  readonly accountId: string;
  readonly region: string;
}

/** Operations by their names: each takes a call, gives the members of the answer, throws an `AwsError` as AWS refuses. */
export type Operations<Name extends string = string> = Readonly<
  Record<Name, (call: ServiceCall, context: OperationContext) => object>
>;

/** @throws {AwsError} As {@link parseInput}. Not retryable. */
export const readInput = <Schema extends z.ZodMiniObject>(schema: Schema, call: ServiceCall): z.output<Schema> =>
  parseInput(schema, call, 'InvalidParameterException');

/** @returns The ARN of a log group, without the `:*` that policies put at its end. */
export const logGroupArn = (
  name: string,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
): string => `arn:aws:logs:${region}:${accountId}:log-group:${name}`;

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);
