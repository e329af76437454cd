import { type AlertSettings } from './alert-settings';

/** Write the addresses of those who get up at night; without one the stage can't be synthesized. */
export const prod: AlertSettings = { emails: [] };
