/** One row of a table whose columns are names, a description, an example and perhaps its value, all in code. */
interface ExampleRow {
  readonly names: readonly string[];
  readonly example: string;
  readonly value: string | undefined;
}

/** A Markdown document whose sections have titles of the second level. */
export class MarkdownDocument {
  readonly #sections: readonly string[];

  constructor(text: string) {
    this.#sections = text.split(/^## /m);
  }

  /** @throws {RangeError} There is no such section. Not retryable. */
  section(title: string): string {
    const section = this.#sections.find((text) => text.startsWith(`${title}\n`));
    if (section === undefined) throw new RangeError(`The document has no section '${title}'.`);
    return section;
  }

  /** @returns The rows of the section's only table but for its header. */
  examples(title: string): ExampleRow[] {
    const lines = this.section(title).split('\n');
    return lines
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map(toExampleRow);
  }

  /** @throws {RangeError} The section has no code block in this language. Not retryable. */
  codeBlock(language: string, title: string): string {
    const block = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`$`, 'm').exec(this.section(title))?.[1];
    if (block === undefined) throw new RangeError(`'${title}' has no ${language} block.`);
    return block;
  }
}

function toExampleRow(line: string): ExampleRow {
  const [, names = '', , example = '', value = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return {
    names: codesIn(names).map((code) => code.replace(/\(.*\)$/, '')),
    example: (codesIn(example)[0] ?? '').replaceAll('\\|', '|'),
    value: codesIn(value)[0],
  };
}

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
