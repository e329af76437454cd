import { isIP } from 'node:net';

import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { type Value } from '../values/value';
import { call } from './testing/call';

const groups = fc.constantFrom('0', '1', 'ffff', 'FE80', '12345', 'g', '', '1.2.3.4', '255.255.255.255', '1.2.3.256');
const addressLike = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.array(groups, { minLength: 1, maxLength: 10 }).map((parts) => parts.join(':')),
  fc
    .array(fc.constantFrom('0', '00', '9', '255', '256', ''), { minLength: 3, maxLength: 5 })
    .map((parts) => parts.join('.')),
);

describe('functions of IP addresses', () => {
  const table: readonly [name: string, operands: readonly Value[], result: Value][] = [
    ['isvalidip', ['10.0.0.1'], 1],
    ['isvalidip', ['2001:db8::1'], 1],
    ['isvalidip', ['10.0.0'], 0],
    ['isvalidip', [''], 0],
    ['isvalidip', [167772161], 0],
    ['isvalidipv4', ['255.255.255.255'], 1],
    ['isvalidipv4', ['256.0.0.1'], 0],
    ['isvalidipv4', ['010.0.0.1'], 0],
    ['isvalidipv4', [' 10.0.0.1'], 0],
    ['isvalidipv4', ['::1'], 0],
    ['isvalidipv6', ['::'], 1],
    ['isvalidipv6', ['::ffff:1.2.3.4'], 1],
    ['isvalidipv6', ['1:2:3:4:5:6:7:8'], 1],
    ['isvalidipv6', ['1:2:3:4:5:6:7:8:9'], 0],
    ['isvalidipv6', ['1:2:3:4:5:6:7::'], 1],
    ['isvalidipv6', ['1:2:3:4:5:6:7::8'], 0],
    ['isvalidipv6', ['1::2::3'], 0],
    ['isvalidipv6', ['0000:0000:0000:0000:0000:ffff:255.255.255.255'], 1],
    ['isvalidipv6', ['1.2.3.4::1'], 0],
    ['isvalidipv6', [':1:2:3:4:5:6:7'], 0],
    ['isvalidipv6', ['fe80::1%eth0'], 0],
    ['isvalidipv6', ['10.0.0.1'], 0],
    ['isvalidipv6', [':'.repeat(1_000_000)], 0],
    ['isipinsubnet', ['10.1.2.3', '10.0.0.0/8'], 1],
    ['isipinsubnet', ['11.1.2.3', '10.0.0.0/8'], 0],
    ['isipinsubnet', ['10.1.2.3', '10.99.0.0/8'], 1],
    ['isipinsubnet', ['10.0.0.127', '10.0.0.0/25'], 1],
    ['isipinsubnet', ['10.0.0.128', '10.0.0.0/25'], 0],
    ['isipinsubnet', ['9.9.9.9', '0.0.0.0/0'], 1],
    ['isipinsubnet', ['10.0.0.1', '10.0.0.1/32'], 1],
    ['isipinsubnet', ['10.0.0.2', '10.0.0.1/32'], 0],
    ['isipinsubnet', ['10.0.0.1', '10.0.0.1'], 0],
    ['isipinsubnet', ['10.0.0.1', '10.0.0.0/33'], 0],
    ['isipinsubnet', ['10.0.0.1', '10.0.0.0/08'], 0],
    ['isipinsubnet', ['10.0.0.1', '10.0.0.0/'], 0],
    ['isipinsubnet', ['10.0.0.1', '/8'], 0],
    ['isipinsubnet', ['2001:db8::5', '2001:db8::/32'], 1],
    ['isipinsubnet', ['2001:db9::5', '2001:db8::/32'], 0],
    ['isipinsubnet', ['::1', '0.0.0.0/0'], 0],
    ['isipinsubnet', ['1.2.3.4', '::/0'], 0],
    ['isipinsubnet', ['somewhere', '10.0.0.0/8'], 0],
    ['isipinsubnet', ['10.0.0.1', undefined], undefined],
    ['isipv4insubnet', ['192.168.1.9', '192.168.0.0/16'], 1],
    ['isipv4insubnet', ['::1', '::/0'], 0],
    ['isipv6insubnet', ['fe80::1', 'fe80::/10'], 1],
    ['isipv6insubnet', ['febf::1', 'fe80::/10'], 1],
    ['isipv6insubnet', ['fec0::1', 'fe80::/10'], 0],
    ['isipv6insubnet', ['::1', '::1/128'], 1],
    ['isipv6insubnet', ['::1', '::1/129'], 0],
    ['isipv6insubnet', ['10.0.0.1', '10.0.0.0/8'], 0],
    ['ipv4tonumber', ['10.0.0.1'], 167772161],
    ['ipv4tonumber', ['255.255.255.255'], 4294967295],
    ['ipv4tonumber', ['::1'], undefined],
    ['ipv4tonumber', ['x'], undefined],
    ['isprivateip', ['172.31.255.255'], 1],
    ['isprivateip', ['172.32.0.0'], 0],
    ['isprivateip', ['fd00::1'], 1],
    ['isprivateip', ['x'], 0],
    ['isreservedip', ['127.0.0.1'], 1],
    ['isreservedip', ['224.0.0.1'], 1],
    ['isreservedip', ['::1'], 1],
    ['isreservedip', ['10.0.0.1'], 0],
    ['ispublicip', ['8.8.8.8'], 1],
    ['ispublicip', ['2606:4700::1111'], 1],
    ['ispublicip', ['192.0.2.1'], 0],
    ['ispublicip', ['x'], 0],
  ];

  it.each(table)('%s of %p is %p', (name, operands, result) => {
    expect(call(name, ...operands)).toBe(result);
  });

  it('know the addresses that the platform knows', () => {
    fc.assert(
      fc.property(addressLike, (text) => {
        const version = isIP(text);

        expect(call('isvalidipv4', text)).toBe(Number(version === 4));
        expect(call('isvalidipv6', text)).toBe(Number(version === 6));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('put every address in exactly one scope, and in every subnet around it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat({ max: 32 }), (text, length) => {
        const scopes = ['isprivateip', 'isreservedip', 'ispublicip'].map((name) => Number(call(name, text)));

        expect(scopes.reduce((sum, isIn) => sum + isIn)).toBe(1);
        expect(call('isipinsubnet', text, `${text}/${length}`)).toBe(1);
      }),
    );
  });
});
