/** @returns The size of the value's JSON in UTF-8, bytes. */
export const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
