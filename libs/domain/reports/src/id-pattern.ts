/** Ids go into keys, messages and metrics. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** In UTC. @example '12:25' */
export const timeOfDayPattern = /^([01]\d|2[0-3]):[0-5]\d$/;
