/** An array of numbers that starts as zeros. */
type NumberArray =
  Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** @returns The array itself if it has `length` elements, else a longer one that starts with the same; zeros follow. */
export function grownTo<T extends NumberArray>(array: T, length: number): T;
export function grownTo(array: NumberArray, length: number): NumberArray {
  if (array.length >= length) return array;
  const newLength = Math.max(length, array.length * 2);
  const longer = longerLike(array, newLength);
  longer.set(array);
  return longer;
}

function longerLike(array: NumberArray, length: number): NumberArray {
  if (array instanceof Uint8Array) return new Uint8Array(length);
  if (array instanceof Int32Array) return new Int32Array(length);
  return array instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length);
}
