/** V8 copies a part of a text that is shorter, and else refers to the whole. */
const minReferenceLength = 13;

/** @returns The text, without that it keeps a longer one in memory of which it was a part. */
export const detached = (text: string): string => (text.length < minReferenceLength ? text : ` ${text}`.slice(1));
