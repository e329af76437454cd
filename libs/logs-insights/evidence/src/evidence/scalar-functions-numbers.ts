import { gives, refuses } from './checks';
import { type EvidenceSubject } from './evidence';

/** Functions of numbers. */
export const numberFunctionEvidence: EvidenceSubject = {
  title: 'Functions of numbers',
  entries: [
    {
      id: 'abs-ceil-floor',
      tag: 'documented',
      source: 'functions',
      statement: '`abs()`, `ceil()` and `floor()` give the magnitude and the next whole number up and down.',
      checks: [
        gives('abs(-2.5)', '2.5'),
        gives('ceil(1.2)', '2'),
        gives('ceil(-1.2)', '-1'),
        gives('floor(-1.2)', '-2'),
      ],
    },
    {
      id: 'sqrt-log',
      tag: 'documented',
      source: 'functions',
      statement: '`sqrt()` is the square root and `log()` the natural logarithm.',
      checks: [gives('sqrt(16)', '4'), gives('log(2)', '0.6931')],
    },
    {
      id: 'sqrt-log-outside-domain',
      tag: 'inferred',
      statement: 'A root of a negative number and a logarithm of 0 are missing.',
      checks: [gives('sqrt(-1)', undefined), gives('log(0)', undefined)],
    },
    {
      id: 'greatest-least',
      tag: 'documented',
      source: 'functions',
      statement: '`greatest()` and `least()` give the largest and the smallest of their arguments.',
      checks: [gives('greatest(3, 12.5, 7)', '12.5'), gives('least(3, 12.5, 7)', '3')],
    },
    {
      id: 'greatest-least-missing',
      tag: 'inferred',
      statement: '`greatest()` and `least()` leave out what is missing, and are missing when everything is.',
      checks: [gives('greatest(3, gone)', '3'), gives('least(gone, "x")', undefined)],
    },
    {
      id: 'round',
      tag: 'documented',
      source: 'functions',
      statement: '`round()` rounds to the nearest whole number, or to a number of decimals.',
      checks: [gives('round(2.6)', '3'), gives('round(1234.5678, 2)', '1234.57')],
    },
    {
      id: 'round-halves',
      tag: 'inferred',
      statement: '`round()` rounds halves away from zero.',
      checks: [gives('round(2.5)', '3'), gives('round(-2.5)', '-3'), gives('round(1.005, 2)', '1.01')],
    },
    {
      id: 'haversine',
      tag: 'documented',
      source: 'functions',
      statement: '`haversine()` is the distance of two places in kilometres, along a great circle.',
      choice: 'The radius of the earth is 6371 km (unverified).',
      checks: [gives('floor(haversine(0, 0, 0, 90))', '10007'), gives('haversine(50, 8, 50, 8)', '0')],
    },
    {
      id: 'to-number',
      tag: 'documented',
      source: 'functions',
      statement:
        '`toNumber()`, `toDouble()`, `toInt()` and `toLong()` read a text as a number, the last two as a whole one.',
      checks: [
        gives('toNumber("12.50") + 0', '12.5'),
        gives('toDouble("1e3") + 0', '1000'),
        gives('toInt("7")', '7'),
        gives('toLong("8")', '8'),
      ],
    },
    {
      id: 'to-int-truncates',
      tag: 'inferred',
      statement: '`toInt()` and `toLong()` cut the fraction off.',
      checks: [gives('toInt("2.9")', '2'), gives('toLong(-2.9)', '-2')],
    },
    {
      id: 'number-functions-of-texts',
      tag: 'inferred',
      statement: 'A function of numbers is missing for what is no number.',
      checks: [gives('abs("x")', undefined), gives('toNumber("x")', undefined), gives('round("x")', undefined)],
    },
    {
      id: 'is-numeric',
      tag: 'documented',
      source: 'functions',
      statement: '`isNumeric()` is 1 for what can be read as a number.',
      checks: [gives('isNumeric("1.5")', '1'), gives('isNumeric("1x")', '0')],
    },
    {
      id: 'unknown-function',
      tag: 'inferred',
      statement: 'An unknown function and a wrong number of arguments are refused.',
      checks: [
        refuses('fields absolute(1) as x', 'absolute'),
        refuses('fields abs(1, 2) as x', 'abs'),
        refuses('fields abs() as x', 'abs'),
      ],
    },
  ],
};
