import { type ClientSettings } from './administrator';

/** What a function's process needs to reach the local cloud's services with its own keys. */
export const functionVariables = (
  endpoint: string,
  { accessKeyId, secretAccessKey }: ClientSettings['credentials'],
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: 'local',
});
