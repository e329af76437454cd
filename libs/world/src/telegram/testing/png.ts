/** The head of a PNG file: signature and the chunk with the size. */
export function png(width: number, height: number): Buffer {
  const file = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(file);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}
