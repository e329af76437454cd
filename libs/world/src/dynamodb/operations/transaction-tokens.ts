import { createHash } from 'node:crypto';

import { DynamoDbError } from '../errors';

/** What TransactWriteItems remembers of calls that succeeded. */
export interface TransactionTokens {
  /**
   * @returns Whether the same call succeeded in the last ten minutes.
   * @throws IdempotentParameterMismatchException: it was another call with this token. Not retryable.
   */
  isRepeated(token: string | undefined, items: unknown): boolean;
  remember(token: string | undefined, items: unknown): void;
}

/** A call by the digest of its items. */
interface RememberedCall {
  readonly digest: string;
  readonly untilMs: number;
}

/** From the end of the call on. */
const lifetimeMs = 10 * 60_000;

/**
 * @param clock - Of the local cloud.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (ClientRequestToken)
 */
export function createTransactionTokens(clock: { nowMs(): number }): TransactionTokens {
  /** In the order of their ends. */
  const known = new Map<string, RememberedCall>();

  const forgetOld = (): void => {
    for (const [token, { untilMs }] of known) {
      if (untilMs > clock.nowMs()) return;
      known.delete(token);
    }
  };

  return {
    isRepeated: (token, items) => {
      const call = known.get(token ?? '');
      if (!call || call.untilMs <= clock.nowMs()) return false;
      if (call.digest === digestOf(items)) return true;
      throw new DynamoDbError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request. ' +
          'Do not reuse a client token with different requests, unless the requests are identical',
      );
    },
    remember: (token, items) => {
      forgetOld();
      if (token !== undefined) known.set(token, { digest: digestOf(items), untilMs: clock.nowMs() + lifetimeMs });
    },
  };
}

const digestOf = (items: unknown): string => createHash('sha256').update(JSON.stringify(items)).digest('base64');
