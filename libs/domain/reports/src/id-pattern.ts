/** Ids go into keys, messages and metrics. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
