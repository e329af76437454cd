import { describeProblems } from '../testing/describe-problems';
import { parametersWith, secretValues } from '../testing/healthy-stage';

describeProblems('secrets', [
  [
    'a parameter is not there',
    parametersWith({ 'pseudonym-key': undefined }),
    /^failed: .*no parameter \/pulso\/prod\/pseudonym-key.* → npm run deploy -- --stage prod --service bot$/,
  ],
  [
    'the parameter of a webhook is not there',
    parametersWith({ 'webhook-team': undefined }),
    /^failed: .*no parameter \/pulso\/prod\/webhook-team.* → npm run deploy -- --stage prod --service notifier$/,
  ],
  [
    'the placeholder',
    parametersWith({ 'webhook-secrets': 'not-set' }),
    /^failed: .*webhook-secrets is not set.* → .*npm run secrets -- --stage prod/,
  ],
  ['no token', parametersWith({ 'bot-token': 'hello' }), /^failed: .*holds no token/],
  [
    'the token of another bot',
    parametersWith({ 'bot-token': `5:${'A'.repeat(35)}` }),
    /^failed: .*of the bot 5, the deployed bot is 7000000001.* → .*--only bot-token/,
  ],
  [
    'a webhook secret with a space',
    parametersWith({ 'webhook-secrets': 'correct horse battery' }),
    /^failed: .*does not take/,
  ],
  ['three webhook secrets', parametersWith({ 'webhook-secrets': 'a,b,c' }), /^failed: .*holds 3 secrets/],
  [
    'a short webhook secret',
    parametersWith({ 'webhook-secrets': 'swordfish' }),
    /^warning: .*shorter than 16.* → .*--rotate webhook-secrets/,
  ],
  [
    'a rotation',
    parametersWith({ 'webhook-secrets': `${'a'.repeat(32)},${'b'.repeat(32)}` }),
    /^warning: .*two secrets: a rotation.* → .*bot -- setup --stage prod, then npm run secrets -- --stage prod --finish-rotation/,
  ],
  [
    'a short key',
    parametersWith({ 'pseudonym-key': 'abc' }),
    /^warning: .*pseudonym-key is short: 3.* → .*--replace pseudonym-key, after which every person counts as new$/,
  ],
  [
    'a webhook that is not set',
    parametersWith({ 'webhook-team': 'not-set' }),
    /^failed: .*webhook-team is not set.* → npm run secrets -- --stage prod --only webhook-team$/,
  ],
  [
    'a webhook without JSON',
    parametersWith({ 'webhook-team': secretValues.webhookUrl }),
    /^failed: .*must hold JSON.* → .*--only webhook-team$/,
  ],
  [
    'a webhook over http',
    parametersWith({ 'webhook-team': '{"url":"http://hooks.example.com"}' }),
    /^failed: .*must be https/,
  ],
]);
