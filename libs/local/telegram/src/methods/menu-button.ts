import { badRequest } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { checkLink } from '../formatting/checked-link';
import { requiredText } from '../formatting/json-fields';
import { type JsonObject, isJsonObject } from '../telegram-types';
import { type Method } from './method';

/** Without a chat it is the default one's. @see https://core.telegram.org/bots/api#setchatmenubutton */
export const setChatMenuButton: Method = (parameters, { menuButtons }) => {
  menuButtons.set(parameters.integer('chat_id'), readButton(parameters));
  return { result: true };
};

/** @see https://core.telegram.org/bots/api#getchatmenubutton */
export const getChatMenuButton: Method = (parameters, { menuButtons }) => ({
  result: menuButtons.get(parameters.integer('chat_id')) ?? menuButtons.get(0) ?? { type: 'commands' },
});

function readButton(parameters: CallParameters): JsonObject {
  const button = parameters.json('menu_button', 'menu button');
  if (button === undefined) return { type: 'default' };
  const refuse = (problem: string) => badRequest(`Can't parse menu button: ${problem}`);
  if (!isJsonObject(button)) throw refuse('MenuButton must be an Object');
  const type = requiredText(button, 'type', refuse);
  if (type === 'default' || type === 'commands') return { type };
  if (type !== 'web_app') throw refuse('MenuButton has unsupported type');
  const text = requiredText(button, 'text', refuse);
  const app = button['web_app'];
  if (!isJsonObject(app)) throw refuse('Can\'t find field "web_app"');
  const url = requiredText(app, 'url', refuse);
  const link = checkLink(url);
  if ('problem' in link) throw badRequest(`Menu button Web App URL '${url}' is invalid: ${link.problem}`);
  return { type, text, web_app: { url: link.url } };
}
