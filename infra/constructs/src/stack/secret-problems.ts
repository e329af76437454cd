import { settingsFile } from '@pulso/infra/stages';

const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  // No \b at its end: a token may end in a hyphen.
  ['a Telegram bot token', /\b\d{8,12}:[\w-]{35}(?![\w-])/],
  ['the address of a webhook', /\bhooks\.slack\.com\/|\bdiscord(app)?\.com\/api\/webhooks\//],
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/**
 * Finds secrets in a stack, from where they would get into plans and states, whatever setting they come from.
 *
 * @param text - Of its cdk.tf.json.
 * @returns A sentence for each kind, which does not repeat the secret.
 */
export const secretProblems = (stage: string, text: string): string[] =>
  secrets
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => `${settingsFile(stage)}: there is ${what} in it: take it out, and give it to npm run secrets.`);
