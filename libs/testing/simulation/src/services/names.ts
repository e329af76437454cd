/** Names of the resources of the simulated stage, by which clients find them. */
export const names = {
  usersTable: 'users',
  runsTable: 'runs',
  deliveriesTable: 'deliveries',
  queryJobsQueue: 'query-jobs',
  runEventsQueue: 'run-events',
  reportUpdatesQueue: 'report-updates',
  botTokenParameter: '/bot-token',
  webhookSecretsParameter: '/webhook-secrets',
  pseudonymKeyParameter: '/pseudonym-key',
  webhookParameterPrefix: '/webhook-',
  dispatcher: 'dispatcher',
  botLogGroup: '/aws/lambda/bot',
} as const;

/** The secrets, and the only person who may ask for reports: none of this may appear in a log. */
export const webhookSecret = 'taint_webhook_secret';
export const pseudonymKey = 'taint-pseudonym-key';
export const ownerUserId = 8_812_345_678;
export const mailAddress = 'taint-owner@example.com';
export const webhookUrl = 'https://hooks.example.com/taint-path';
export const webhookSigningSecret = 'taint_signing_secret';

/** A person who uses the bot. */
export const guestUserId = 8_876_543_210;

/** A person who may not ask for reports. */
export const strangerUserId = 8_898_765_432;
