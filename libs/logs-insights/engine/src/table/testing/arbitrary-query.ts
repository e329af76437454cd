import { type Tape } from './tape';

const eventFields = ['a', 'b', 'c', 'n.x', 'list.0', 'list.1.y', 'HandlerDuration', 'bytes', 'protocol'];
const systemFields = ['@type', '@duration', '@requestId', '@maxMemoryUsed', '@logStream', '@log', '@ingestionTime'];
const otherFields = ['@timestamp', '@message', '@ptr', 'no_such_field', '`@@at`'];

/** The fields that a command can name: those of events, or what the `stats` before it left, and what was made since. */
interface Names {
  readonly events: boolean;
  readonly made: string[];
}

/**
 * Writes a query over the fields that `arbitraryEvent` makes: any commands, operators, functions and aggregates. A few are
 * not well formed.
 */
export function arbitraryQuery(tape: Tape): string {
  const names: Names = { events: true, made: [] };
  const commands = [...tape.several(0, 3, () => stepCommand(tape, names)), ...ending(tape, names)];
  const source = tape.isOneOf(12)
    ? [tape.pick("SOURCE '/g/a'", "SOURCE logGroups(namePrefix: ['/g'])", sourceInRange)]
    : [];
  return [...source, ...(commands.length > 0 ? commands : ['fields a'])].join(' | ');
}

const sourceInRange = "SOURCE '/g/b' START=60000 END=240000";

function ending(tape: Tape, names: Names): readonly string[] {
  const { made } = names;
  if (!tape.isOneOf(3) && !tape.isOneOf(3)) {
    const commands = [...statsCommand(tape, names)];
    const after: Names = { events: false, made: outputsOf(commands.at(-1) ?? '') };
    commands.push(...tape.several(0, 2, () => stepCommand(tape, after)));
    if (tape.isOneOf(4)) commands.push(...statsCommand(tape, after));
    else if (tape.isOneOf(3)) commands.push(rowCommand(tape, after.made));
    return commands;
  }
  const shown = tape.isOneOf(2) ? [`display ${tape.several(1, 3, () => field(tape, names)).join(', ')}`] : [];
  const last = tape.pick('', `limit ${1 + tape.below(4)}`, `dedup ${field(tape, names)}`, rowCommand(tape, made));
  return last === '' ? shown : [...shown, last];
}

const rowCommand = (tape: Tape, columns: readonly string[]): string => {
  const column = columns[tape.below(columns.length || 1)] ?? '@timestamp';
  return tape.pick(`accum ${column} as running`, `filldown ${column}`, 'addtotals');
};

function stepCommand(tape: Tape, names: Names): string {
  const made = (): string => {
    const taken = tape.isOneOf(8) ? tape.pick('b', '@timestamp', '@type') : '';
    const name = taken === '' || names.made.includes(taken) ? `v${names.made.length}x` : taken;
    names.made.push(name);
    return name;
  };
  switch (tape.below(11)) {
    case 7: {
      const expression = value(tape, names, 2);
      return `fields ${field(tape, names)}, ${expression} as ${made()}`;
    }
    case 8: {
      const source = names.events ? tape.pick('@message ', 'a ', '') : `${field(tape, names)} `;
      return `parse ${source}${tape.pick(`"*:*" as ${made()}, ${made()}`, `/(?<${made()}>[a-z]+) ?(?<${made()}>\\d+)?/`)}`;
    }
    case 9:
      return tape.pick(
        `expand ${tape.pick('list', 'a', field(tape, names))}`,
        `parse ${names.events ? '@message' : field(tape, names)} /(?<${made()}>\\d)/ multi`,
        `unnest split(${field(tape, names)}, "${tape.pick(',', ' ')}") into ${made()}`,
        `fields jsonParse(${names.events ? '@message' : field(tape, names)}) as ${made()}`,
      );
    case 10:
      return tape.pick(
        `sort ${tape.pick('@timestamp', field(tape, names), value(tape, names, 1))} ${tape.pick('desc', 'asc')}`,
        `limit ${1 + tape.below(6)}`,
      );
    default:
      return `filter ${condition(tape, names, tape.pick(0, 0, 1, 1, 2, 3))}`;
  }
}

function statsCommand(tape: Tape, names: Names): readonly string[] {
  const items = tape.several(1, 4, () => aggregate(tape, names)).map((text, index) => `${text} as s${index}`);
  const keys = tape.several(0, 3, () => groupKey(tape, names)).map((text, index) => `${text} as k${index}`);
  const hoisted = tape.isOneOf(6) ? [`sort ${field(tape, names)}`] : [];
  return [...hoisted, `stats ${items.join(', ')}${keys.length > 0 ? ` by ${keys.join(', ')}` : ''}`];
}

const outputsOf = (stats: string): string[] => [...stats.matchAll(/ as (\w+)/g)].map(([, name = '']) => name);

function groupKey(tape: Tape, names: Names): string {
  const bin = `bin(${tape.pick('1m', '1h', '90s', '2m', '1ms', '1w', '1mo')})`;
  if (names.events && tape.isOneOf(4))
    return tape.pick(bin, bin, 'datefloor(@ingestionTime, 1m)', '@timestamp', 'dateceil(@timestamp, 2m)');
  return tape.isOneOf(3) ? value(tape, names, 2) : field(tape, names);
}

function aggregate(tape: Tape, names: Names): string {
  const operand = tape.isOneOf(3) ? value(tape, names, 2) : field(tape, names);
  const name = tape.pick(
    'count',
    'sum',
    'avg',
    'min',
    'max',
    'count_distinct',
    'stddev',
    'variance',
    'median',
    'sortsFirst',
    'sortsLast',
    'values',
    'latest',
    'earliest',
    'pct',
    'count(*)',
  );
  if (name === 'count(*)') return name;
  return name === 'pct' ? `pct(${operand}, ${tape.pick(50, 95, 99.9, 0)})` : `${name}(${operand})`;
}

function field(tape: Tape, { events, made }: Names): string {
  const from = tape.below(10);
  if (made.length > 0 && (!events || from >= 7)) return made[tape.below(made.length)] ?? 'a';
  if (!events) return 'a';
  const list = from < 5 ? eventFields : from === 5 ? otherFields : systemFields;
  return list[tape.below(list.length)] ?? 'a';
}

const literal = (tape: Tape): string =>
  tape.pick('1', '"1"', '0', '"x"', '""', 'true', '2.5', '"ERROR"', '-1', '60000', '"y z"', '1e3', '"2026-11-25"');

function value(tape: Tape, names: Names, depth: number): string {
  if (depth === 0 || !tape.isOneOf(2)) return tape.isOneOf(5) ? literal(tape) : field(tape, names);
  const inner = (): string => value(tape, names, depth - 1);
  switch (tape.below(12)) {
    case 0:
      return `${tape.pick('toupper', 'tolower', 'strlen', 'trim', 'abs', 'ceil', 'isempty', 'isblank', 'md5', 'tomillis', 'frommillis', 'jsonstringify')}(${inner()})`;
    case 1:
      return `concat(${inner()}, ${inner()})`;
    case 2:
      return `coalesce(${inner()}, ${inner()})`;
    case 3:
      return `if(${condition(tape, names, depth - 1)}, ${inner()}, ${inner()})`;
    case 4:
      return `substr(${inner()}, ${tape.below(2)}, 2)`;
    case 5:
      return `(${inner()} ${tape.pick('+', '-', '*', '/', '%', '^')} ${inner()})`;
    case 6:
      return `-${field(tape, names)}`;
    case 7:
      return `(${condition(tape, names, depth - 1)})`;
    case 8:
      return `greatest(${inner()}, ${inner()})`;
    case 9:
      return names.events ? `bin(${tape.pick('1m', '1h')})` : inner();
    case 10:
      return `datefloor(${inner()}, 1m)`;
    default:
      return `replace(${inner()}, "x", ${literal(tape)})`;
  }
}

function condition(tape: Tape, names: Names, depth: number): string {
  const operand = (): string => (tape.isOneOf(4) ? value(tape, names, Math.max(depth - 1, 0)) : field(tape, names));
  switch (depth === 0 ? tape.below(6) : tape.below(10)) {
    case 0:
      return `${operand()} ${tape.pick('=', '!=', '<', '<=', '>', '>=', '==')} ${tape.isOneOf(5) ? operand() : literal(tape)}`;
    case 1:
      return `${operand()} ${tape.pick('in', 'not in')} [${tape.several(1, 3, () => literal(tape)).join(', ')}]`;
    case 2:
      return `${tape.isOneOf(2) ? operand() : '@message'} ${tape.pick('like', 'not like', '=~')} ${tape.pick('"ERROR"', '"x"', '""', '"é"', '/ERR|x/', '/(?i)error/', '/^\\d+$/', '/1/')}`;
    case 3:
      return `${tape.pick('', 'not ', '!')}ispresent(${operand()})`;
    case 4:
      return tape.isOneOf(3) ? `strcontains(${names.events ? '@message' : operand()}, ${literal(tape)})` : operand();
    case 5:
      return `${names.events ? '@timestamp' : field(tape, names)} ${tape.pick('>', '>=', '<', '<=', '=', '!=')} ${tape.pick('60000', '120000.5', '"60000"', '"1970-01-01 00:01:00.000"', field(tape, names))}`;
    case 6:
      return `not (${condition(tape, names, depth - 1)})`;
    default:
      return `(${tape.several(2, 3, () => condition(tape, names, depth - 1)).join(tape.pick(' or ', ' or ', ' and '))})`;
  }
}
