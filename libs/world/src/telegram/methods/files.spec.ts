import { type MethodName } from './methods';
import { TestTelegram, png } from '../testing/create-test-telegram';

const notEmulated = 'is not emulated by the local Bot API server';

/** Sending files: https://core.telegram.org/bots/api#sending-files */
describe('files', () => {
  let test: TestTelegram;

  beforeEach(() => {
    test = new TestTelegram();
  });

  const upload = (method: MethodName, fields: Record<string, string>, files: Record<string, Uint8Array>) =>
    test.call(method, { chat_id: '7', ...fields }, files);

  it('posts a photo with its size and a formatted caption', () => {
    const { result } = upload('sendPhoto', { caption: '<b>x</b>', parse_mode: 'HTML' }, { photo: png(900, 500) });

    expect(result).toMatchObject({
      photo: [{ file_id: expect.any(String), file_unique_id: expect.any(String), width: 900, height: 500 }],
      caption: 'x',
      caption_entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
    expect(result).not.toHaveProperty('text');
  });

  it.each<[MethodName, Record<string, string>, Record<string, Uint8Array>, string]>([
    ['sendPhoto', {}, {}, 'there is no photo in the request'],
    ['sendPhoto', { photo: 'attach://x' }, {}, 'there is no photo in the request'],
    ['sendPhoto', { photo: 'AgAC' }, {}, 'wrong file identifier/HTTP URL specified'],
    ['sendPhoto', {}, { photo: Buffer.alloc(0) }, 'file must be non-empty'],
    ['sendPhoto', {}, { photo: Buffer.from('no image') }, `a photo that is no PNG ${notEmulated}`],
    ['sendPhoto', {}, { photo: Buffer.concat([png(9, 9), Buffer.alloc(10 * 1024 * 1024)]) }, 'file is too big'],
    ['sendPhoto', { caption: 'x'.repeat(1025) }, { photo: png(9, 9) }, 'message caption is too long'],
    ['sendPhoto', { chat_id: '8' }, { photo: png(9, 9) }, 'chat not found'],
    ['sendDocument', {}, {}, 'there is no document in the request'],
    ['sendDocument', { document: 'BQAC' }, {}, 'wrong file identifier/HTTP URL specified'],
    ['sendDocument', {}, { document: Buffer.alloc(0) }, 'file must be non-empty'],
    ['sendDocument', {}, { document: png(1, 1), thumbnail: png(1, 1) }, `parameter thumbnail ${notEmulated}`],
  ])('refuses %s %j', (method, fields, files, description) => {
    expect(upload(method, fields, files).description).toBe(`Bad Request: ${description}`);
  });

  it('posts a file again by its id, and one by its address without fetching it', () => {
    upload('sendPhoto', {}, { photo: png(90, 50) });
    upload('sendDocument', {}, { document: Buffer.from('a,b') });
    const [photo = '', document = ''] = test.telegram.files.keys();

    const sent = [
      test.call('sendPhoto', { chat_id: 7, photo }),
      test.call('sendPhoto', { chat_id: 7, photo: 'https://a.example/b.png' }),
      test.call('sendDocument', { chat_id: 7, document }),
      test.call('sendDocument', { chat_id: 7, document: 'https://a.example/b.pdf' }),
    ];

    expect(sent.map(({ result }) => result)).toMatchObject([
      { photo: [{ width: 90, height: 50 }] },
      { photo: [{ width: 800, height: 600 }] },
      { document: { file_size: 3 } },
      { document: { file_name: 'b.pdf' } },
    ]);
  });

  const media = (overrides: object = {}) =>
    JSON.stringify({ type: 'photo', media: 'attach://chart', caption: 'new', ...overrides });

  it('puts a photo into a message, with its caption, and also the same one again, and then edits no text', () => {
    test.call('sendMessage', { chat_id: 7, text: 'plain' });
    const edit = () => upload('editMessageMedia', { message_id: '1', media: media() }, { chart: png(20, 10) });

    const { result } = edit();

    expect(result).toMatchObject({ photo: [{ width: 20, height: 10 }], caption: 'new' });
    expect(result).not.toHaveProperty('text');
    expect(edit().ok).toBe(true);
    expect(test.call('editMessageText', { chat_id: 7, message_id: 1, text: 'new' }).description).toBe(
      'Bad Request: there is no text in the message to edit',
    );
    expect(test.telegram.conversation.messagesOf(7)).toMatchObject([
      { text: 'new', attachment: 'photo chart.bin, 20 x 10' },
    ]);
  });

  it.each([
    [undefined, 'parameter "media" is required'],
    ['no json', "can't parse input media JSON object"],
    ['[]', "can't parse InputMedia: expected an Object"],
    [JSON.stringify({ media: 'x' }), 'can\'t parse InputMedia: Can\'t find field "type"'],
    [JSON.stringify({ type: 'photo' }), "can't parse InputMedia: media not found"],
    [media({ type: 'sticker' }), `an InputMedia of the type sticker ${notEmulated}`],
    [media({ media: 'attach://other' }), 'there is no photo in the request'],
    [media({ has_spoiler: true }), `parameter has_spoiler ${notEmulated}`],
    [media({ caption: 'x'.repeat(1025) }), 'MEDIA_CAPTION_TOO_LONG'],
  ])('refuses to put in %j', (given, description) => {
    upload('sendPhoto', {}, { photo: png(9, 9) });
    const fields: Record<string, string> = { message_id: '1', ...(given === undefined ? {} : { media: given }) };

    const isAttached = given?.includes('attach://chart') === true;
    const { description: refused } = upload('editMessageMedia', fields, isAttached ? { chart: png(9, 9) } : {});

    expect(refused).toBe(`Bad Request: ${description}`);
  });

  it('posts a file with its name, type and size, and a caption', () => {
    const { result } = upload('sendDocument', { caption: 'x' }, { document: Buffer.from('a,b') });

    expect(result).toMatchObject({
      document: { file_id: expect.any(String), file_name: 'document.bin', mime_type: expect.any(String), file_size: 3 },
      caption: 'x',
    });
    expect(result).not.toHaveProperty('photo');
    expect(test.telegram.conversation.messagesOf(7)).toMatchObject([{ attachment: 'file document.bin, 3 bytes' }]);
  });
});
