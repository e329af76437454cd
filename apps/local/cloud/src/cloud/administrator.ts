import { randomBytes } from 'node:crypto';

/** The principal as which the local cloud's own tools call: everything that a person does on AWS by hand. */
export const administrator = 'administrator';

/** How an AWS SDK client reaches the local cloud. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Makes up keys, one pair per principal. Their prefix tells them from keys of an account. */
export function createLocalKeys() {
  const pairs = new Map<string, ClientSettings['credentials']>();
  const principals = new Map<string, string>();
  return {
    /** Access key to principal, for the gateway. */
    principals,
    /** @returns The pair of a principal; the same one every time. */
    of: (principal: string): ClientSettings['credentials'] => {
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
