/** What reports say of averages and shares: two decimals at most. */
export const roundedTo2 = (value: number): number => Math.round(value * 100) / 100;
