import { CallParameters, type UploadedFile } from './call-parameters';
import { readFormData } from './read-form-data';
import { readJsonFields } from './read-json-fields';

/** A request or an answer whose body names a method's parameters. */
export interface ParameterSource {
  /** What stands behind the question mark of the URL. */
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Of the same name, the first counts: what stands in the URL wins over the body. */
class Collected {
  readonly values = new Map<string, string>();
  readonly files = new Map<string, UploadedFile>();

  add(name: string, value: string): void {
    if (!this.values.has(name)) this.values.set(name, value);
  }

  addFile(name: string, file: UploadedFile): void {
    if (!this.files.has(name)) this.files.set(name, file);
  }
}

/**
 * Collects the parameters of a call from its query string and its body (JSON, urlencoded or multipart). A body of any
 * other type has none.
 *
 * @throws {BotApiError} 400 for a multipart body that cannot be read.
 * @see https://core.telegram.org/bots/api#making-requests
 * @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.cpp
 */
export function readParameters({ query, contentType, body }: ParameterSource): CallParameters {
  const collected = new Collected();
  for (const [name, value] of query) collected.add(name, value);
  const mediaType = contentType.toLowerCase();

  if (mediaType.includes('multipart/form-data')) addForm(collected, contentType, body);
  else if (mediaType.includes('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) collected.add(name, value);
  } else if (mediaType.includes('application/json')) {
    for (const [name, value] of readJsonFields(body.toString('utf8'))) collected.add(name, value);
  }
  return new CallParameters(collected.values, collected.files);
}

function addForm(collected: Collected, contentType: string, body: Buffer): void {
  for (const { name, fileName, contentType: partType, bytes } of readFormData(contentType, body)) {
    if (fileName !== undefined) collected.addFile(name, { fileName, contentType: partType, bytes });
    else if (partType.startsWith('application/x-www-form-urlencoded')) {
      for (const [field, value] of new URLSearchParams(bytes.toString('utf8'))) collected.add(field, value);
    } else collected.add(name, bytes.toString('utf8'));
  }
}
