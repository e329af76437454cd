import { isNestedTooDeep, maxNestingDepth } from '../http/serve-on-loopback';
import { asObject, badRequest, CallParameters, type UploadedFile } from '@pulso/world/telegram';

/** A request or an answer whose body names a method's parameters. */
export interface ParameterSource {
  /** The URL's query string. */
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
  readonly by: string | undefined;
}

/**
 * Collects the parameters of a call from its query string and its body (JSON, urlencoded or multipart). A body of any
 * other type has none.
 *
 * @throws {BotApiError} 400 for a body that cannot be read.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export async function readParameters({ query, contentType, body, by }: ParameterSource): Promise<CallParameters> {
  const mediaType = contentType.toLowerCase();
  const isForm = /multipart\/form-data|application\/x-www-form-urlencoded/.test(mediaType);
  const inBody: readonly (readonly [name: string, value: unknown])[] = isForm
    ? [...(await readForm(contentType, body))]
    : mediaType.includes('application/json')
      ? Object.entries(asObject(parseJson(body.toString('utf8'))))
      : [];
  const values = new Map<string, string>();
  const files = new Map<string, UploadedFile>();
  // Of the same name, the first counts: the URL wins over the body.
  for (const [name, value] of [...query, ...inBody]) {
    if (value instanceof File) {
      const bytes = new Uint8Array(await value.arrayBuffer());
      if (!files.has(name)) files.set(name, { fileName: value.name, contentType: value.type, bytes });
    } else if (!values.has(name)) values.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return new CallParameters(values, files, by);
}

/** Telegram's limit of depth is unknown (unverified): this one is the local cloud's. */
function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('the body is no JSON');
  }
  if (isNestedTooDeep(value)) throw badRequest(`the body is nested deeper than ${maxNestingDepth} levels`);
  return value;
}

async function readForm(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw badRequest('the body is no form');
  }
}
