/** Hashes a name to 32 bits: FNV-1a over its UTF-16 units. Similar names have similar hashes; see {@link spreadBits}. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash;
}

/** Spreads 32 bits (the finaliser of MurmurHash3), so that neighbouring seeds and hashes do not draw alike. */
export function spreadBits(bits: number): number {
  let spread = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35);
  return spread ^ (spread >>> 16);
}
