const isNightly = process.env['NIGHTLY'] === '1';

/** A commit tries this share of a property's examples, other ones each time. */
const commitShare = 1 / 5;

/** Fewer would leave out whole branches of the smallest generators. */
const leastCount = 25;

/**
 * How many examples a property is tried on.
 *
 * @param nightlyCount - With `NIGHTLY=1`; a commit tries a fifth of them, and 25 at least.
 */
export const runs = (nightlyCount: number): number =>
  isNightly ? nightlyCount : Math.max(leastCount, Math.round(nightlyCount * commitShare));
