const quote = 0x22;
const backslash = 0x5c;

/** 1 for every byte that is part of a JSON string and neither a quote, a backslash nor a control character. */
export const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte !== 0x22 && byte !== 0x5c),
);

/** 1 for every byte that may follow a backslash in a JSON string, but for the `u`. */
export const isShortEscape = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('"\\/bfnrt'.includes(String.fromCharCode(byte))),
);

/** @returns Whether four hexadecimal digits stand there. */
export function isHex4(bytes: Uint8Array, start: number): boolean {
  for (let position = start; position < start + 4; position += 1) {
    const byte = bytes[position] ?? 0;
    const isDigit = byte >= 0x30 && byte <= 0x39;
    const lower = byte | 0x20;
    if (!isDigit && !(lower >= 0x61 && lower <= 0x66)) return false;
  }
  return true;
}

/** @returns Where the closing quote of a JSON string stands, -1 for one that is not well formed. */
export function endOfText(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    while (isPlain[bytes[position] as number] === 1) position += 1;
    if (bytes[position] === quote) return position;
    if (bytes[position] !== backslash) return -1;
    const escaped = bytes[position + 1] ?? 0;
    if (isShortEscape[escaped] === 1) position += 2;
    else if (escaped === 0x75 && isHex4(bytes, position + 2)) position += 6;
    else return -1;
  }
}
