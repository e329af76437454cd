interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Reads width and height of a PNG, GIF, JPEG or WebP file. @returns `undefined` when it is none of these. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const starts = (hex: string): boolean => file.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('89504e470d0a1a0a') && file.length >= 24) {
    return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  }
  if (starts('474946383') && file.length >= 10) return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) };
  if (/^GIF8[79]a/.test(file.toString('latin1', 0, 6)) && file.length >= 10) {
    return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) };
  }
  return starts('ffd8') ? jpegSize(file) : webpSize(file);
}

/** Walks from segment to segment to the one that has the size. */
function jpegSize(file: Buffer): ImageSize | undefined {
  for (let at = 2; at + 9 <= file.length && file[at] === 0xff;) {
    const marker = file[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(file: Buffer): ImageSize | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.length < 30) return undefined;
  switch (file.toString('latin1', 8, 16)) {
    case 'WEBPVP8X':
      return { width: 1 + file.readUIntLE(24, 3), height: 1 + file.readUIntLE(27, 3) };
    case 'WEBPVP8 ':
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    case 'WEBPVP8L': {
      const bits = file.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
    }
    default:
      return undefined;
  }
}
