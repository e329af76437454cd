import { type Denial } from '@pulso/local-aws';

/** One line per denial, with how often it happened: what a stack must grant, or a function must not do. */
export const denialLines = (denials: readonly Denial[]): string[] =>
  denials.map(({ message, count }) => `denied  ${message}${count > 1 ? ` (${count} times)` : ''}`);
