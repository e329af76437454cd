import { type TestServer, startTestServer } from '../testing/start-test-server';

const notEmulated = 'is not emulated by the local Bot API server';
const cannotParse = "can't parse InputRichBlock: ";

const cell = (text: unknown, more: object = {}) => ({ text, align: 'left', valign: 'top', ...more });
const paragraph = { type: 'paragraph', text: 'Daily usage' };
const report = [
  { type: 'heading', size: 4, text: ['Requests ', { type: 'bold', text: '5' }] },
  paragraph,
  { type: 'table', cells: [[cell('People'), cell('3', { align: 'right' }), { align: 'left', valign: 'top' }]] },
  { type: 'details', summary: 'Commands', blocks: [{ type: 'table', cells: [[cell('/start', { is_header: true })]] }] },
  { type: 'footer', text: { type: 'italic', text: 'Bars: the last 14 days.' } },
];
const shown = 'Requests 5\nDaily usage\nPeople | 3 | \n▸ Commands\n/start\nBars: the last 14 days.';

const nested = (depth: number): object =>
  depth === 1 ? paragraph : { type: 'details', summary: 'x', blocks: [nested(depth - 1)] };

/** Rich messages: https://core.telegram.org/bots/api#inputrichmessage */
describe('a rich message', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
  });

  afterEach(() => test.close());

  const rich = (blocks: unknown, more: object = {}) => ({ blocks, skip_entity_detection: true, ...more });
  const send = (richMessage: unknown, more: object = {}) =>
    test.call('sendRichMessage', { chat_id: 7, rich_message: richMessage, ...more });
  const edit = (parameters: object) => test.call('editMessageText', { chat_id: 7, message_id: 1, ...parameters });
  const texts = () => test.server.conversation.messagesOf(7).map(({ text }) => text);

  it('is posted with its buttons and blocks, without text', async () => {
    const keyboard = { inline_keyboard: [[{ text: '7 days', callback_data: 'a' }]] };

    const { result } = await send(rich(report), { reply_markup: keyboard });

    expect(result).toMatchObject({ message_id: 1, rich_message: { blocks: report }, reply_markup: keyboard });
    expect(result).not.toHaveProperty('text');
    expect(texts()).toEqual([shown]);
  });

  it('takes the place of a text by an edit, and gives place to one', async () => {
    await test.call('sendMessage', { chat_id: 7, text: 'old' });

    const edited = await edit({ rich_message: rich(report) });
    const same = await edit({ rich_message: rich(report) });
    const back = await edit({ text: shown });

    expect(edited.result).toMatchObject({ rich_message: { blocks: report } });
    expect(same.description).toContain('message is not modified');
    expect(back.result).toMatchObject({ text: shown });
    expect(back.result).not.toHaveProperty('rich_message');
  });

  it('is what a text of the same words is not', async () => {
    await send(rich([paragraph]));

    expect(await edit({ text: 'Daily usage' })).toMatchObject({ ok: true });
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'rich message must be non-empty'],
    ['no block', rich([]), 'rich message must be non-empty'],
    ['HTML', { html: '<p>x</p>' }, `a rich message with html ${notEmulated}`],
    ['media', rich([paragraph], { media: [] }), `a rich message with media ${notEmulated}`],
    ['detection', { blocks: [paragraph] }, `a rich message without skip_entity_detection ${notEmulated}`],
    ['another block', rich([{ type: 'list', items: [] }]), `a rich block of the type list ${notEmulated}`],
    ['no such block', rich([{ type: 'code', text: 'x' }]), `${cannotParse}type "code" is unsupported`],
    ['a block without type', rich([{ text: 'x' }]), `${cannotParse}Can't find field "type"`],
    ['a block that is none', rich(['x']), `${cannotParse}expected an Object`],
    ['blocks that are none', rich({}), `${cannotParse}expected an Array`],
    ['no size', rich([{ type: 'heading', text: 'x' }]), `${cannotParse}Can't find field "size"`],
    ['no such size', rich([{ type: 'heading', text: 'x', size: 7 }]), 'invalid section heading size specified'],
    ['no text', rich([{ type: 'heading', text: '', size: 1 }]), 'RICH_MESSAGE_CONTENT_REQUIRED'],
    ['no summary', rich([{ type: 'details', summary: ' ', blocks: [] }]), 'RICH_MESSAGE_CONTENT_REQUIRED'],
    ['no cells', rich([{ type: 'table', rows: [] }]), `a rich table with rows ${notEmulated}`],
    ['a row that is none', rich([{ type: 'table', cells: [cell('x')] }]), `${cannotParse}expected an Array`],
    [
      'a cell of two',
      rich([{ type: 'table', cells: [[cell('x', { colspan: 2 })]] }]),
      `a cell with colspan ${notEmulated}`,
    ],
    [
      'a cell that stands nowhere',
      rich([{ type: 'table', cells: [[{ text: 'x', valign: 'top' }]] }]),
      `${cannotParse}Can't find field "align"`,
    ],
    ['a caption', rich([{ type: 'table', cells: [], caption: 'x' }]), `a rich table with caption ${notEmulated}`],
    [
      'a link',
      rich([{ type: 'paragraph', text: { type: 'url', text: 'x' } }]),
      `rich text of the type url ${notEmulated}`,
    ],
    ['too long a text', rich([{ type: 'paragraph', text: 'x'.repeat(32_769) }]), 'RICH_MESSAGE_TEXT_TOO_LONG'],
    ['too many blocks', rich(Array.from({ length: 501 }, () => paragraph)), 'RICH_MESSAGE_BLOCKS_TOO_MANY'],
    [
      'too many rows',
      rich([{ type: 'table', cells: Array.from({ length: 500 }, () => [cell('x')]) }]),
      'RICH_MESSAGE_BLOCKS_TOO_MANY',
    ],
    [
      'too many columns',
      rich([{ type: 'table', cells: [Array.from({ length: 21 }, () => cell('x'))] }]),
      'RICH_MESSAGE_TABLE_COLS_TOO_MANY',
    ],
    ['blocks too deep', rich([nested(17)]), 'RICH_MESSAGE_DEPTH_INVALID'],
  ])('refuses %s', async (_what, richMessage, description) => {
    expect(await send(richMessage)).toMatchObject({ error_code: 400, description: `Bad Request: ${description}` });
    expect(texts()).toEqual([]);
  });

  it('holds what is just within the limits', async () => {
    const blocks = [nested(16), { type: 'table', cells: Array.from({ length: 482 }, () => [cell('x'.repeat(60))]) }];
    const columns = { type: 'table', cells: [Array.from({ length: 20 }, () => cell('x'))] };

    expect([await send(rich(blocks)), await send(rich([columns]))]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('takes no text beside it', async () => {
    await send(rich([paragraph]));

    expect((await edit({ text: 'x', rich_message: rich(report) })).description).toContain(notEmulated);
  });
});
