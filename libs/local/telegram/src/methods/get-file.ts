import { badRequest } from '../bot-api-error';
import { asObject } from '../telegram-types';
import { type Method } from './method';

/** Larger files are not given back. @see https://core.telegram.org/bots/api#getfile */
const maxBytes = 20 * 1024 * 1024;

/** Tells under which path a file can be fetched: `/file/bot<token>/<file_path>`. @see https://core.telegram.org/bots/api#getfile */
export const getFile: Method = (parameters, { files }) => {
  const id = parameters.text('file_id');
  if (id === '') throw badRequest('file_id not specified');
  const file = files.get(id);
  if (!file) throw badRequest('invalid file_id');
  if (file.bytes.length > maxBytes) throw badRequest('file is too big');
  const { file_id, file_unique_id } = asObject([file.attachment.json].flat()[0]);
  return { result: { file_id, file_unique_id, file_size: file.bytes.length, file_path: file.path } };
};
