const blockBytes = 64;

/**
 * Gives MD5 and SHA-256 the message they work on: with a one bit, zeros and its length in bits appended, as whole blocks.
 *
 * @param isLittleEndian - MD5 reads bytes so, SHA-256 the other way round.
 * @param compress - Gets each block as 16 words of 32 bits; the same array every time.
 */
export function forEachBlock(
  message: Uint8Array,
  isLittleEndian: boolean,
  compress: (block: Uint32Array) => void,
): void {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockBytes) * blockBytes);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n, isLittleEndian);
  const block = new Uint32Array(16);
  for (let start = 0; start < padded.length; start += blockBytes) {
    for (let word = 0; word < 16; word += 1) block[word] = view.getUint32(start + word * 4, isLittleEndian);
    compress(block);
  }
}

/** @returns The words as bytes. */
export function wordsToBytes(words: Uint32Array, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => view.setUint32(index * 4, word, isLittleEndian));
  return new Uint8Array(view.buffer);
}
