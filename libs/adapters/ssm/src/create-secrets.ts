import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { unsetSecret } from '@pulso/contracts/envelope';
import { type Clock } from '@pulso/kit/time';

export interface SecretsOptions {
  /** Full names of the parameters, at most 10: that many fit into one call. */
  readonly names: readonly string[];
  /** How long a value is used before it is read again, ms. */
  readonly ttlMs: number;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Secrets by the names of their parameters, kept in memory for a while and nowhere else. */
export interface Secrets {
  /**
   * @throws {SecretNotSetError} The parameter is missing or holds no secret yet. Retryable after it is set.
   * @throws {UnknownSecretError} The name was not among the options. Not retryable.
   * @throws What the client throws. Retryable.
   */
  get(name: string): Promise<string>;
  /** Forgets what was read: the next `get` sees a rotated secret at once. */
  refresh(): void;
}

/** What a stack puts into a new parameter, since Terraform cannot create an empty one. */
const placeholders: ReadonlySet<string> = new Set(['', unsetSecret]);

/**
 * Reads secrets from Parameter Store, all of them by one call, and keeps them for `ttlMs`.
 *
 * Calls that come while that one is under way wait for it. A failed call is not kept: the next `get` tries again.
 *
 * @param client - Credentials need `ssm:GetParameters` on the parameters.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function createSecrets(client: SSMClient, { names, ttlMs, clock }: SecretsOptions): Secrets {
  let cached: { readonly values: Promise<ReadonlyMap<string, string>>; readonly readAtMs: number } | undefined;

  const current = (): Promise<ReadonlyMap<string, string>> => {
    const nowMs = clock.nowMs();
    if (cached && nowMs - cached.readAtMs < ttlMs) return cached.values;
    const fresh = { values: readAll(client, names), readAtMs: nowMs };
    cached = fresh;
    fresh.values.catch(() => {
      if (cached === fresh) cached = undefined;
    });
    return fresh.values;
  };

  return {
    get: async (name) => {
      if (!names.includes(name)) throw new UnknownSecretError(name, names);
      const value = (await current()).get(name);
      if (value !== undefined) return value;
      // Not kept either, so that a secret is used as soon as the operator has set it.
      cached = undefined;
      throw new SecretNotSetError(name);
    },
    refresh: () => {
      cached = undefined;
    },
  };
}

async function readAll(client: SSMClient, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names: [...names], WithDecryption: true }));
  return new Map(
    Parameters.flatMap(({ Name, Value }): [string, string][] =>
      Name === undefined || Value === undefined || placeholders.has(Value.trim()) ? [] : [[Name, Value.trim()]],
    ),
  );
}

/**
 * A parameter is missing or still holds the placeholder that its stack put in. Retryable once the operator has set it.
 * The value is never part of the error.
 */
export class SecretNotSetError extends Error {
  override readonly name = 'SecretNotSetError';

  constructor(parameterName: string) {
    super(`No secret is set in ${parameterName}. Set it with: npm run secrets`);
  }
}

/** A secret was asked for that the function does not read. A bug of the caller: not retryable. */
export class UnknownSecretError extends Error {
  override readonly name = 'UnknownSecretError';

  constructor(parameterName: string, knownNames: readonly string[]) {
    super(`The parameter ${parameterName} is not among those that are read: ${knownNames.join(', ')}.`);
  }
}
