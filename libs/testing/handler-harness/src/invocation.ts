/** The part of Lambda's context that handlers look at. */
export const invocation = { awsRequestId: 'r-1' };
