import { type Mutation } from '../mutation';

/**
 * A bug that no rule of the protocol names, in worlds of three questions.
 *
 * @param faults - Under which it shows.
 */
export const slip = (faults: string, more: Omit<Mutation, 'faults' | 'queryCount'>): Mutation => ({
  faults,
  queryCount: 3,
  ...more,
});
