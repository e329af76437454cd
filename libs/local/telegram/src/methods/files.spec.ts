import { type Answer, type TestServer, startTestServer, token } from '../testing/start-test-server';
import { imageSize } from './image-size';

/** The head of a PNG file: signature and the chunk with the size. */
const png = (width: number, height: number): Buffer => {
  const file = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(file);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
};

/** Sending files: https://core.telegram.org/bots/api#sending-files */
describe('photos and documents', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
  });

  afterEach(() => test.close());

  const upload = async (
    method: string,
    fields: Record<string, string>,
    files: Record<string, Uint8Array>,
  ): Promise<Answer> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ chat_id: '7', ...fields })) form.set(name, value);
    for (const [name, bytes] of Object.entries(files)) form.set(name, new Blob([new Uint8Array(bytes)]), `${name}.bin`);
    const response = await fetch(`${test.server.url}/bot${token}/${method}`, { method: 'POST', body: form });
    return (await response.json()) as Answer;
  };

  it('posts a photo with its size and a formatted caption', async () => {
    const { result } = await upload('sendPhoto', { caption: '<b>x</b>', parse_mode: 'HTML' }, { photo: png(900, 500) });

    expect(result).toMatchObject({
      photo: [{ file_id: expect.any(String), file_unique_id: expect.any(String), width: 900, height: 500 }],
      caption: 'x',
      caption_entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
    expect(result).not.toHaveProperty('text');
  });

  it('posts a document under its name, attached under any name', async () => {
    const { result } = await upload('sendDocument', { document: 'attach://report' }, { report: Buffer.from('hello') });

    expect(result).toMatchObject({ document: { file_name: 'report.bin', file_size: 5 } });
    expect(test.server.conversation.messagesOf(7)[0]?.attachment?.shownAs).toBe('document report.bin, 5 bytes');
  });

  it('posts a file again by its id, and as nothing else', async () => {
    const first = await upload('sendPhoto', {}, { photo: png(90, 50) });
    const [{ file_id: id }] = (first.result as unknown as { photo: [{ file_id: string }] }).photo;

    expect((await test.call('sendPhoto', { chat_id: 7, photo: id })).result).toMatchObject({
      photo: [{ file_id: id }],
    });
    expect((await test.call('sendDocument', { chat_id: 7, document: id })).description).toBe(
      "Bad Request: can't use file of type Photo as Document",
    );
  });

  it.each<[string, Record<string, string>, Record<string, Uint8Array>, string]>([
    ['sendPhoto', {}, {}, 'there is no photo in the request'],
    ['sendDocument', { document: 'attach://x' }, {}, 'there is no document in the request'],
    ['sendPhoto', {}, { photo: Buffer.alloc(0) }, 'file must be non-empty'],
    ['sendPhoto', {}, { photo: Buffer.from('no image') }, 'IMAGE_PROCESS_FAILED'],
    ['sendPhoto', {}, { photo: png(9000, 1001) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['sendPhoto', {}, { photo: png(210, 10) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['sendPhoto', {}, { photo: Buffer.concat([png(9, 9), Buffer.alloc(10 * 1024 * 1024)]) }, 'file is too big'],
    ['sendPhoto', { caption: 'x'.repeat(1025) }, { photo: png(9, 9) }, 'message caption is too long'],
    ['sendDocument', { chat_id: '8' }, { document: Buffer.from('x') }, 'chat not found'],
  ])('refuses %s %j', async (method, fields, files, description) => {
    expect((await upload(method, fields, files)).description).toBe(`Bad Request: ${description}`);
  });

  it('edits the caption of a photo, and the text of none', async () => {
    await upload('sendPhoto', { caption: 'old' }, { photo: png(9, 9) });
    await test.call('sendMessage', { chat_id: 7, text: 'plain' });
    const edit = (method: string, message_id: number) =>
      test.call(method, { chat_id: 7, message_id, caption: 'new', text: 'new' });

    expect((await edit('editMessageCaption', 1)).result).toMatchObject({ caption: 'new', photo: [{ width: 9 }] });
    expect((await edit('editMessageText', 1)).description).toBe('Bad Request: there is no text in the message to edit');
    expect((await edit('editMessageCaption', 2)).description).toBe(
      'Bad Request: there is no caption in the message to edit',
    );
  });

  const media = (overrides: object = {}) =>
    JSON.stringify({ type: 'photo', media: 'attach://chart', caption: 'new', ...overrides });

  it('puts another photo into a message, with its caption, and also the same one again', async () => {
    await upload('sendPhoto', { caption: 'old' }, { photo: png(9, 9) });
    const edit = () => upload('editMessageMedia', { message_id: '1', media: media() }, { chart: png(20, 10) });

    const { result } = await edit();

    expect(result).toMatchObject({ photo: [{ width: 20, height: 10 }], caption: 'new' });
    expect((await edit()).ok).toBe(true);
    expect(test.server.conversation.messagesOf(7)).toMatchObject([
      { text: 'new', attachment: { shownAs: 'photo chart.bin, 20 x 10' } },
    ]);
  });

  it('says that nothing is modified by the same file with the same caption', async () => {
    const { result } = await upload('sendPhoto', { caption: 'new' }, { photo: png(9, 9) });
    const [{ file_id: id }] = (result as unknown as { photo: [{ file_id: string }] }).photo;

    const again = await upload('editMessageMedia', { message_id: '1', media: media({ media: id }) }, {});

    expect(again.description).toMatch(/^Bad Request: message is not modified/);
  });

  it('puts a photo into a message of text', async () => {
    await test.call('sendMessage', { chat_id: 7, text: 'plain' });

    const { result } = await upload('editMessageMedia', { message_id: '1', media: media() }, { chart: png(9, 9) });

    expect(result).toMatchObject({ photo: [{ width: 9 }], caption: 'new' });
    expect(result).not.toHaveProperty('text');
  });

  it.each([
    [undefined, 'parameter "media" is required'],
    ['no json', "can't parse input media JSON object"],
    ['[]', "can't parse InputMedia: expected an Object"],
    [JSON.stringify({ media: 'x' }), 'can\'t parse InputMedia: Can\'t find field "type"'],
    [JSON.stringify({ type: 'photo' }), "can't parse InputMedia: media not found"],
    [media({ type: 'sticker' }), 'can\'t parse InputMedia: type "sticker" is unsupported'],
    [media({ media: 'attach://other' }), 'there is no photo in the request'],
    [media({ caption: 'x'.repeat(1025) }), 'MEDIA_CAPTION_TOO_LONG'],
  ])('refuses to put in %j', async (given, description) => {
    await upload('sendPhoto', {}, { photo: png(9, 9) });
    const fields: Record<string, string> = { message_id: '1', ...(given === undefined ? {} : { media: given }) };

    const { description: refused } = await upload('editMessageMedia', fields, { chart: png(9, 9) });

    expect(refused).toBe(`Bad Request: ${description}`);
  });

  it('refuses an edited caption that is too long in the words of the servers behind', async () => {
    await upload('sendPhoto', {}, { photo: png(9, 9) });

    const edited = await test.call('editMessageCaption', { chat_id: 7, message_id: 1, caption: 'x'.repeat(1025) });

    expect(edited.description).toBe('Bad Request: MEDIA_CAPTION_TOO_LONG');
  });

  it.each([
    ['GIF', '474946383961' + '0a001400', [10, 20]],
    ['JPEG', 'ffd8' + 'ffe000040000' + 'ffc0000b08' + '0014000a' + '000000', [10, 20]],
    ['WebP', '52494646000000005745425056503858' + '00000000' + '00000000' + '090000' + '130000', [10, 20]],
    ['lossless WebP', '5249464600000000574542505650384c' + '00000000' + '2f' + '09c00400' + '0000000000', [10, 20]],
  ])('reads the size of a %s file', (_kind, hex, [width, height]) => {
    expect(imageSize(Buffer.from(hex, 'hex'))).toEqual({ width, height });
  });
});
