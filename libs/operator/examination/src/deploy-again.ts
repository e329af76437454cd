/**
 * Writes the command that puts a stack back to what its code says. Without `--all` the deploy would skip a stack whose
 * code is what was deployed last, also where settings were changed by hand since.
 */
export const deployAgain = (stage: string, stack: string): string =>
  `npm run deploy -- --stage ${stage} --service ${stack} --all`;
