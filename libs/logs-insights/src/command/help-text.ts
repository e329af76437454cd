/** @returns What `--help` prints. */
export const helpText = (): string => 'logs-insights\n';
