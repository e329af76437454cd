// By its file: jest.preset.js leads the package's name here.
import { configureGlobal } from '../../node_modules/fast-check/lib/cjs/fast-check.js';

/**
 * fast-check with the same examples for the same sources, so that the verdict on a commit does not depend on luck. Nightly
 * runs draw other and more examples; a failure names the seed that repeats it.
 */
if (isNightly) configureGlobal({ numRuns: 300 });
else configureGlobal({ seed: 1, numRuns: 50 });

export * from '../../node_modules/fast-check/lib/cjs/fast-check.js';
export { default } from '../../node_modules/fast-check/lib/cjs/fast-check.js';
