import { randomBytes } from 'node:crypto';

/** The principal as which the local cloud's own tools call: everything that a person does on AWS by hand. */
export const administrator = 'administrator';

/** How an AWS SDK client reaches the local cloud. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Made-up keys, one pair per principal. Their prefix tells them from keys of an account. */
export interface LocalKeys {
  /** Access key to principal, for the gateway. */
  readonly principals: ReadonlyMap<string, string>;
  /** @returns The pair of a principal; the same one every time. */
  of(principal: string): ClientSettings['credentials'];
}

/** Creates keys that are worth nothing outside the local cloud. */
export function createLocalKeys(): LocalKeys {
  const pairs = new Map<string, ClientSettings['credentials']>();
  const principals = new Map<string, string>();
  return {
    principals,
    of: (principal) => {
      const existing = pairs.get(principal);
      if (existing) return existing;
      const pair = {
        accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(20).toString('hex'),
      };
      pairs.set(principal, pair);
      principals.set(pair.accessKeyId, principal);
      return pair;
    },
  };
}
