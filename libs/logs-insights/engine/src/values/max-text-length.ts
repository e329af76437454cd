/** Longer texts than an event can be are missing values, so that no query can grow without end; UTF-16 units. */
export const maxTextLength = 1_048_576;
