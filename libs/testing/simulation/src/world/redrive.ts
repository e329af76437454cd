/** When an operator redrives a dead-letter queue, after the first message in it: bounds in ms. */
export const redriveAfterMs = [20 * 60_000, 4 * 3_600_000] as const;

export const [, longestRedriveMs] = redriveAfterMs;
