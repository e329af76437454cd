import { parseIpAddress, scopeOf } from './ip-address';

const scope = (text: string): string | undefined => {
  const address = parseIpAddress(text);
  return address && scopeOf(address);
};

describe('scopeOf', () => {
  it.each([
    ['private', '10.0.0.0', '10.255.255.255'],
    ['private', '172.16.0.0', '172.31.255.255'],
    ['private', '192.168.0.0', '192.168.255.255'],
    ['private', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['reserved', '0.0.0.0', '0.255.255.255'],
    ['reserved', '100.64.0.0', '100.127.255.255'],
    ['reserved', '127.0.0.0', '127.255.255.255'],
    ['reserved', '169.254.0.0', '169.254.255.255'],
    ['reserved', '192.0.0.0', '192.0.0.255'],
    ['reserved', '192.0.2.0', '192.0.2.255'],
    ['reserved', '198.18.0.0', '198.19.255.255'],
    ['reserved', '198.51.100.0', '198.51.100.255'],
    ['reserved', '203.0.113.0', '203.0.113.255'],
    ['reserved', '224.0.0.0', '255.255.255.255'],
    ['reserved', '::', '::1'],
    ['reserved', '::ffff:0.0.0.0', '::ffff:255.255.255.255'],
    ['reserved', '100::', '100::ffff:ffff:ffff:ffff'],
    ['reserved', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['reserved', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['reserved', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['reserved', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', '1.0.0.0', '9.255.255.255'],
    ['public', '11.0.0.0', '100.63.255.255'],
    ['public', '100.128.0.0', '126.255.255.255'],
    ['public', '128.0.0.0', '169.253.255.255'],
    ['public', '169.255.0.0', '172.15.255.255'],
    ['public', '172.32.0.0', '191.255.255.255'],
    ['public', '192.0.1.0', '192.0.1.255'],
    ['public', '192.0.3.0', '192.167.255.255'],
    ['public', '192.169.0.0', '198.17.255.255'],
    ['public', '198.20.0.0', '198.51.99.255'],
    ['public', '198.51.101.0', '203.0.112.255'],
    ['public', '203.0.114.0', '223.255.255.255'],
    ['public', '::2', '::fffe:ffff:ffff'],
    ['public', '::1:0:0:0', 'ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', '100:0:0:1::', '2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', '2001:200::', '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', '2001:db9::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', 'fe00::', 'fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['public', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('is %s from %s to %s', (expected, first, last) => {
    expect([scope(first), scope(last)]).toEqual([expected, expected]);
  });
});
