/**
 * Says which problem stands on the page once it has brought itself up to date. One of something that a person has asked
 * for stays: they may not have read it.
 *
 * @param shown - The problem that stands there.
 * @param before - Why the last refresh did not work, undefined when it did.
 * @param now - Why this one did not.
 */
export const problemAfterRefresh = (
  shown: string | undefined,
  before: string | undefined,
  now: string | undefined,
): string | undefined => (now !== undefined || shown === before ? now : shown);
