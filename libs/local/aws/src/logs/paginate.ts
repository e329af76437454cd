import { type Page, pageOf, startOfPage } from '../page-of';
import { invalidParameter } from './read-input';

/**
 * Cuts a page out of a list.
 *
 * @param token - From the page before.
 * @throws {AwsError} InvalidParameterException: the token is none of ours. Not retryable.
 */
export const paginate = <T>(all: readonly T[], size: number, token: string | undefined): Page<T> =>
  pageOf(all, { size, token }, invalidToken);

/** @returns Where the page of a token starts; 0 without one. @throws {AwsError} As {@link paginate}. */
export const startOf = (token: string | undefined): number => startOfPage(token, invalidToken);

const invalidToken = () => invalidParameter('The specified nextToken is invalid.');
