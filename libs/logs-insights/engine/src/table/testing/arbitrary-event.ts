import { type LogEvent } from '../../execution/event-row';
import { type Tape } from './tape';

const names = [
  'a',
  'b',
  'c',
  'n',
  'list',
  'HandlerDuration',
  'n.x',
  '@at',
  '\\u0061',
  'b\\u0020',
  'x"y'.replace('"', '\\"'),
  'bytes',
  'protocol',
];

/** Values as JSON texts: the same numbers written in several ways, texts that look like numbers, what is no value. */
const leaves = [
  '1',
  '1.0',
  '1',
  '1e16',
  '-1e16',
  '0',
  'true',
  '"x"',
  '"1"',
  '1.0',
  'false',
  'null',
  '""',
  '2.50',
  '-1',
  '0.1',
  '1e3',
  '12345678901234567891',
  '1e400',
  '"true"',
  '"ERROR x"',
  '"y z"',
  '"\\u0078"',
  '"\u00e9"',
  '"\ud83d\ude00"',
  '"1970-01-01 00:01:00.000"',
  '60000',
  '0.30000000000000004',
  '"a,b,,c"',
] as const;

function json(tape: Tape, depth: number): string {
  if (depth === 0 || !tape.isOneOf(4)) return tape.pick(...leaves);
  if (tape.isOneOf(3)) return `[${tape.several(0, 3, () => json(tape, depth - 1)).join(',')}]`;
  return document(tape, depth - 1);
}

/** Members may repeat a name and stand in any order. */
function document(tape: Tape, depth: number): string {
  const space = tape.isOneOf(8) ? ' ' : '';
  const members = tape.several(0, 5, () => {
    const name = names[tape.below(names.length)] ?? 'a';
    const value =
      name === 'n'
        ? `{"x":${json(tape, 0)}}`
        : name === 'list'
          ? `[${json(tape, 0)},{"y":${json(tape, 0)}}]`
          : json(tape, depth);
    return `"${name}"${space}:${space}${value}`;
  });
  return `{${members.join(`,${space}`)}}`;
}

const requestId = (tape: Tape): string => `3d0dfd47-b7e2-466f-ac4d-68ad5df3dfe${tape.below(3)}`;

const emf = (tape: Tape): string =>
  `{"a":${tape.pick(...leaves)},"b":"${tape.pick('start', 'help', 'x')}","_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"P",` +
  `"Dimensions":[[],["a"]],"Metrics":[{"Name":"HandlerDuration"}]}]},"HandlerDuration":${tape.below(50) / 4}}`;

function message(tape: Tape): string {
  switch (tape.below(10)) {
    case 0:
      return tape.pick(
        '',
        'ERROR x',
        'plain: text 7',
        'é\u4e2d',
        '\ud800',
        '{',
        '{"a":1',
        '{"a" 1}{"a":2}',
        'a,b c',
        '\u0000{"a":\u0000}',
        '"a": 1',
        '2 123456789010 eni-1235b8ca 10.0.0.1 10.0.0.2 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK',
        '2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - NODATA',
        '1.0 2026-11-25T12:00:00Z Z123412341234 {x A NOERROR UDP FRA6 192.168.1.1 -',
      );
    case 1:
      return tape.pick(
        `START RequestId: ${requestId(tape)} Version: $LATEST\n`,
        `REPORT RequestId: ${requestId(tape)}\tDuration: ${tape.below(20)}.5 ms\tMemory Size: 512 MB\tMax Memory Used: ${tape.below(4)} MB\t\n`,
        `2026-11-25T12:00:00.000Z\t${requestId(tape)}\tERROR\t${document(tape, 1)}`,
      );
    case 2:
      return emf(tape);
    case 3:
      return `${tape.pick('text ', '{', 'ERROR ')}${document(tape, 2)}${tape.pick('', ' and text', '}')}`;
    case 4:
      return document(tape, 2).slice(0, 1 + tape.below(40));
    default:
      return document(tape, 2);
  }
}

/** Few different times, so that events share them; some are not whole, some impossible. */
function timestamp(tape: Tape): number {
  const usual = tape.below(12) * 30_000;
  return tape.pick(usual, usual, usual, usual, usual + 0.5, -usual, usual * 100, 9e15, NaN, Infinity);
}

/** Makes an event of any kind under the names that `arbitraryQuery` asks for. */
export function arbitraryEvent(tape: Tape): LogEvent {
  const isRare = tape.isOneOf(3);
  return {
    timestamp: timestamp(tape),
    message: message(tape),
    ...(isRare && { ingestionTime: tape.pick(60_000, 61_000, NaN) }),
    ...(tape.isOneOf(2) && { logStream: tape.pick('s/1', 's/2', '1') }),
    ...(tape.isOneOf(4) && { logGroupName: tape.pick('/g/a', '/g/b', 'x') }),
  };
}
