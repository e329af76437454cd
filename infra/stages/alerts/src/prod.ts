import { type AlertSettings } from './alert-settings';

/** Write the addresses of those who get up at night; without one the stage can't be deployed. */
export const prod: AlertSettings = { emails: [] };
