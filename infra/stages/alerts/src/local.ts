import { type AlertSettings } from './alert-settings';

export const local: AlertSettings = { emails: ['operator@example.com'] };
