import { badRequest } from '../bot-api-error';
import { findChat } from '../find-chat';
import { type Method } from './method';

const actions = [
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'record_audio',
  'upload_voice',
  'upload_audio',
  'upload_document',
  'choose_sticker',
  'find_location',
  'pick_up_location',
  'record_video_note',
  'upload_video_note',
];

/** @see https://core.telegram.org/bots/api#sendchataction */
export const sendChatAction: Method = (parameters, { chats, conversation, clock }) => {
  const action = parameters.text('action').toLowerCase();
  if (!actions.includes(action)) throw badRequest('Wrong parameter action in request');
  const chat = findChat(parameters, chats, 'write');
  // The documentation rules channels out; the text is unverified.
  if (chat.type === 'channel') throw badRequest("chat actions can't be sent to channels");
  conversation.act(chat.id, action, clock.nowMs());
  return { result: true };
};
