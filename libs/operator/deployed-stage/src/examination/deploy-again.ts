/**
 * Writes the command that puts a stack back to what its code says, also where settings were changed by hand since.
 *
 * @param stack - Absent: every stack.
 */
export const deployAgain = (stage: string, stack?: string): string =>
  `npm run deploy -- --stage ${stage}${stack === undefined ? '' : ` --service ${stack}`}`;
