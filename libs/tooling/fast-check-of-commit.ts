// By its file: jest.preset.js leads the package's name here.
import { configureGlobal } from '../../node_modules/fast-check/lib/cjs/fast-check.js';

/**
 * fast-check with the same examples for the same sources, so that the verdict on a commit is no matter of luck. The
 * night draws others, and more of them; what it finds names the seed with which it comes again.
 */
if (isNightly) configureGlobal({ numRuns: 300 });
else configureGlobal({ seed: 1, numRuns: 50 });

export * from '../../node_modules/fast-check/lib/cjs/fast-check.js';
export { default } from '../../node_modules/fast-check/lib/cjs/fast-check.js';
