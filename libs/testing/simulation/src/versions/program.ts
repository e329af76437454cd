/**
 * What is bundled from two commits: each gets what the other one writes, made up from schemas, and what services of both
 * really write is compared.
 */
export { liveContents as live } from './lived-contents';
export * from './version';
