/** The code of a question whose query was stopped, since it read more than it may. */
export const tooLargeReason = 'too-large';
