/** What a synthesized stack declares. */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every string below a value, with its path. Keys named `//` hold cdktn's own notes. */
function* stringsOf(value, path) {
  if (typeof value === 'string') yield [path, value];
  else if (value && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) if (key !== '//') yield* stringsOf(child, `${path}.${key}`);
  }
}

/** @returns {Map<string, { type: string, isData: boolean, body: object }>} By address: `aws_x.y` and `data.aws_x.y`. */
function declarationsOf(stack) {
  const declared = new Map();
  for (const block of ['resource', 'data']) {
    const isData = block === 'data';
    for (const [type, instances] of Object.entries(stack[block] ?? {})) {
      for (const [name, body] of Object.entries(instances)) {
        declared.set(`${isData ? 'data.' : ''}${type}.${name}`, { type, isData, body });
      }
    }
  }
  return declared;
}

module.exports = { declarationsOf, isObject, stringsOf };
