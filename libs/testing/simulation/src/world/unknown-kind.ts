/** A kind of destination that no version knows. */
export const unknownKind = 'pigeon';

/** Whether a message of the notifier's queue is for such a destination alone. */
export const isForUnknownKind = (body: string): boolean => body.includes(`"destination":{"type":"${unknownKind}"`);
