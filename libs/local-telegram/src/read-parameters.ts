import { BotApiError, badRequest, notEmulated } from './bot-api-error';
import { CallParameters } from './call-parameters';
import { isJsonObject } from './telegram-types';

/** A request or an answer whose body names a method's parameters. */
export interface ParameterSource {
  /** What stands behind the question mark of the URL. */
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Collects the parameters of a call from its query string and its body (JSON, urlencoded or multipart).
 *
 * @throws {BotApiError} 400 for a body that cannot be read. The wording of that text is unverified.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export async function readParameters({ query, contentType, body }: ParameterSource): Promise<CallParameters> {
  const values = new Map<string, string>(query);
  if (body.length === 0) return new CallParameters(values);
  const mediaType = contentType.split(';', 1).join('').trim().toLowerCase();

  if (mediaType === 'application/json') addJson(values, body);
  else if (mediaType === 'multipart/form-data') await addForm(values, contentType, body);
  else if (mediaType === 'application/x-www-form-urlencoded') {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) values.set(name, value);
  }
  return new CallParameters(values);
}

function addJson(values: Map<string, string>, body: Buffer): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("Can't parse the request body as a JSON object");
  }
  if (!isJsonObject(parsed)) throw badRequest("Can't parse the request body as a JSON object");
  for (const [name, value] of Object.entries(parsed)) {
    if (value !== null && value !== undefined) {
      values.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
}

async function addForm(values: Map<string, string>, contentType: string, body: Buffer): Promise<void> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    for (const [name, value] of form) {
      if (typeof value !== 'string') throw notEmulated(`file upload (parameter ${name})`);
      values.set(name, value);
    }
  } catch (error) {
    if (error instanceof BotApiError) throw error;
    throw badRequest("Can't parse the request body as multipart/form-data");
  }
}
