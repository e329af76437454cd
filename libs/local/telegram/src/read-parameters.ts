import { asObject, badRequest, CallParameters, type UploadedFile } from '@pulso/world/telegram';

/** A request or an answer whose body names a method's parameters. */
export interface ParameterSource {
  /** What stands behind the question mark of the URL. */
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
  readonly by: string | undefined;
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
 * @throws {BotApiError} 400 for a body that cannot be read.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export async function readParameters({ query, contentType, body, by }: ParameterSource): Promise<CallParameters> {
  const collected = new Collected();
  for (const [name, value] of query) collected.add(name, value);
  const mediaType = contentType.toLowerCase();

  if (mediaType.includes('application/json')) {
    for (const [name, value] of Object.entries(asObject(parseJson(body.toString('utf8'))))) {
      collected.add(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  } else if (/multipart\/form-data|application\/x-www-form-urlencoded/.test(mediaType)) {
    for (const [name, value] of await readForm(contentType, body)) {
      if (typeof value === 'string') collected.add(name, value);
      else {
        const bytes = new Uint8Array(await value.arrayBuffer());
        collected.addFile(name, { fileName: value.name, contentType: value.type, bytes });
      }
    }
  }
  return new CallParameters(collected.values, collected.files, by);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('the body is no JSON');
  }
}

async function readForm(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw badRequest('the body is no form');
  }
}
