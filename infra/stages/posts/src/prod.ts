import { type PostSettings } from './post-settings';

/** Neither mails nor webhooks. */
export const prod: PostSettings = { destinations: {} };
