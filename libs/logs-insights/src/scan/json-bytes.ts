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
