import { badRequest, notEmulated } from '../bot-api-error';
import { type CallParameters } from '../call-parameters';
import { type JsonObject, isJsonObject } from '../telegram-types';
import { requiredInteger } from './json-fields';
import { type FormattedText } from './parse-html';

/**
 * What a rich message holds. The names of the errors are those that other programs have met.
 *
 * @see https://core.telegram.org/bots/api#rich-message-limits
 * @see https://github.com/tdlib/td/blob/master/td/telegram/OptionManager.cpp rich_message_text_length_max
 */
const limits = { characters: 32_768, blocks: 500, depth: 16, columns: 20 };

/** The fields that each block may have here. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  heading: ['text', 'size'],
  paragraph: ['text'],
  footer: ['text'],
  table: ['cells'],
  details: ['summary', 'blocks'],
};

/** Blocks that Telegram takes and the local server does not. */
const otherBlocks = [
  ...'pre divider mathematical_expression anchor list blockquote expandable_blockquote pullquote collage'.split(' '),
  ...'slideshow map buttons animation audio document photo video voice_note thinking'.split(' '),
];

const cellFields = ['text', 'is_header', 'align', 'valign'];
const alignments: Readonly<Record<string, readonly string[]>> = {
  align: ['left', 'center', 'right'],
  valign: ['top', 'middle', 'bottom'],
};

/** Of texts: the styles. */
const styles = ['bold', 'italic', 'code'];

/** A rich message: what the Bot API shows of it, and its texts in lines, for people. */
export interface RichMessage extends FormattedText {
  readonly richMessage: JsonObject;
}

/**
 * Reads and checks `rich_message`, of which blocks are emulated, without anything found in their texts.
 *
 * @throws {BotApiError} 400.
 * @see https://core.telegram.org/bots/api#inputrichmessage
 */
export const richMessage = (parameters: CallParameters): RichMessage =>
  showRichMessage(parameters.json('rich_message', 'input rich message') ?? {});

/** Makes of an InputRichMessage what people get to see of it. @throws {BotApiError} 400. */
export function showRichMessage(given: unknown): RichMessage {
  if (!isJsonObject(given)) throw badRequest('Object expected as input rich message');
  const { blocks = [], skip_entity_detection: isInert } = given;
  refuseOthers(given, ['blocks', 'skip_entity_detection'], 'a rich message');
  if (!Array.isArray(blocks)) throw unreadable('expected an Array');
  if (blocks.length === 0) throw badRequest('Rich message must be non-empty');
  if (isInert !== true) throw notEmulated('a rich message without skip_entity_detection');
  const read = new ReadBlocks();
  const text = read.blocks(blocks, 1).join('\n');
  if (read.characterCount > limits.characters) throw badRequest('RICH_MESSAGE_TEXT_TOO_LONG');
  return { text, entities: [], richMessage: { blocks } };
}

/** Gives the lines of blocks, and counts what there is a limit for. */
class ReadBlocks {
  characterCount = 0;
  private blockCount = 0;

  blocks(blocks: readonly unknown[], depth: number): string[] {
    return blocks.flatMap((block) => {
      this.count(depth);
      if (!isJsonObject(block)) throw unreadable('expected an Object');
      const type = String(requiredField(block, 'type'));
      const fields = fieldsOf[type];
      if (otherBlocks.includes(type)) throw notEmulated(`a rich block of the type ${type}`);
      if (!fields) throw unreadable(`type "${type}" is unsupported`);
      refuseOthers(block, ['type', ...fields], `a rich ${type}`);
      return this.lines(type, block, depth);
    });
  }

  private lines(type: string, block: JsonObject, depth: number): string[] {
    if (type === 'table') return arrayIn(block, 'cells').map((row) => this.row(row, depth));
    if (type === 'details') {
      const summary = this.shown(requiredField(block, 'summary'), depth);
      return [`▸ ${summary}`, ...this.blocks(arrayIn(block, 'blocks'), depth + 1)];
    }
    const size = type === 'heading' ? requiredInteger(block, 'size', unreadable) : 1;
    if (size < 1 || size > 6) throw badRequest('Invalid section heading size specified');
    return [this.shown(requiredField(block, 'text'), depth)];
  }

  private row(row: unknown, depth: number): string {
    this.count(depth + 1);
    if (!Array.isArray(row)) throw unreadable('expected an Array');
    if (row.length > limits.columns) throw badRequest('RICH_MESSAGE_TABLE_COLS_TOO_MANY');
    return row.map((cell: unknown) => this.cell(cell, depth + 1)).join(' | ');
  }

  private cell(cell: unknown, depth: number): string {
    if (!isJsonObject(cell)) throw unreadable('expected an Object');
    refuseOthers(cell, cellFields, 'a cell');
    for (const [name, values] of Object.entries(alignments)) {
      if (!values.includes(String(requiredField(cell, name)))) throw unreadable(`Field "${name}" is invalid`);
    }
    return cell['text'] === undefined ? '' : this.text(cell['text'], depth);
  }

  /** A block without a text is none. */
  private shown(text: unknown, depth: number): string {
    const shown = this.text(text, depth);
    if (shown.trim() === '') throw badRequest('RICH_MESSAGE_CONTENT_REQUIRED');
    return shown;
  }

  private text(text: unknown, depth: number): string {
    if (depth > limits.depth) throw badRequest('RICH_MESSAGE_DEPTH_INVALID');
    if (typeof text === 'string') {
      if (!text.isWellFormed()) throw badRequest('Rich text must be encoded in UTF-8');
      this.characterCount += [...text].length;
      return text;
    }
    if (Array.isArray(text)) return text.map((part: unknown) => this.text(part, depth)).join('');
    if (!isJsonObject(text)) throw unreadable('expected a RichText');
    const type = String(requiredField(text, 'type'));
    if (!styles.includes(type)) throw notEmulated(`rich text of the type ${type}`);
    refuseOthers(text, ['type', 'text'], `${type} text`);
    return this.text(requiredField(text, 'text'), depth + 1);
  }

  private count(depth: number): void {
    this.blockCount += 1;
    if (this.blockCount > limits.blocks) throw badRequest('RICH_MESSAGE_BLOCKS_TOO_MANY');
    if (depth > limits.depth) throw badRequest('RICH_MESSAGE_DEPTH_INVALID');
  }
}

const unreadable = (reason: string) => badRequest(`can't parse InputRichBlock: ${reason}`);

function requiredField(object: JsonObject, name: string): unknown {
  const value = object[name];
  if (value === undefined) throw unreadable(`Can't find field "${name}"`);
  return value;
}

function arrayIn(object: JsonObject, name: string): readonly unknown[] {
  const value = requiredField(object, name);
  if (!Array.isArray(value)) throw unreadable(`Field "${name}" must be of type Array`);
  return value;
}

/** Telegram would show what these ask for. */
function refuseOthers(object: JsonObject, known: readonly string[], where: string): void {
  const other = Object.keys(object).find((name) => !known.includes(name));
  if (other !== undefined) throw notEmulated(`${where} with ${other}`);
}
