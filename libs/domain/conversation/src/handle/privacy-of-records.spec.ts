import type { membershipFields, usageFields } from '@pulso/contracts/usage-metrics';

import { htmlOf, messageUpdate } from '../testing/factories';
import { World } from '../testing/world';

type Field = keyof typeof usageFields | keyof typeof membershipFields;

/** The words of `/privacy` for each field that says something about a person. */
const words: readonly (readonly [Field, RegExp])[] = [
  ['is_group', /in private or in a group/],
  ['chat_type', /in private or in a group/],
  ['is_new_user', /days after your first request/],
  ['user_age_days', /days after your first request/],
  ['update_type', /by a message or a button/],
  ['command', /which command/],
  ['language_code', /the language of your app/],
  ['source', /the name of the link/],
  ['user', /in place of you and of the chat stands a code/i],
  ['chat', /in place of you and of the chat stands a code/i],
  ['outcome', /how it went/],
  ['change', /when I am blocked or unblocked, and when I am added to a group or channel or removed/],
];

it.each(words)('/privacy has words for the field %s of records', async (_field, ofField) => {
  const world = new World();

  await world.deliver(messageUpdate({ text: '/privacy' }));

  expect(htmlOf(world.sent)[0]).toMatch(ofField);
});
