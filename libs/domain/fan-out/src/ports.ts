/**
 * Puts messages into a queue. Resolves when the queue has accepted every one of them; throws when it refused any, after
 * which sending all of them again must be harmless.
 */
export type SendMessages<Body> = (
  messages: readonly { readonly body: Body; readonly delaySeconds?: number }[],
) => Promise<void>;
