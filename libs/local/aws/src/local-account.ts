/** The account of everything in the local cloud. */
export const localAccountId = '000000000000';
