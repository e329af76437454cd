/** The account of everything in the local cloud; fauxqs has it built in. */
export const localAccountId = '000000000000';
