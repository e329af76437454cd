/** Proves that no secret stands in a stack, from where it would get into plans and states. */
import { type Stack, stringsOf } from './declarations.ts';

const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  // No \b at its end: a token may end in a hyphen.
  ['a Telegram bot token', /\b\d{8,12}:[\w-]{35}(?![\w-])/],
  ['the address of a webhook', /\bhooks\.slack\.com\/|\bdiscord(app)?\.com\/api\/webhooks\//],
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/** @returns Problems with their paths. */
export function checkSecrets(stack: Stack): string[] {
  const problems: string[] = [];
  for (const [path, text] of stringsOf(stack, 'stack')) {
    for (const [what, pattern] of secrets) if (pattern.test(text)) problems.push(`${path}: holds ${what}`);
  }
  for (const [name, body] of Object.entries(stack.resource?.aws_ssm_parameter ?? {})) {
    for (const argument of ['value', 'insecure_value']) {
      if (body['type'] === 'SecureString' && argument in body) {
        problems.push(`aws_ssm_parameter.${name}: "${argument}" would put the secret into the state, use value_wo`);
      }
    }
  }
  return problems;
}
