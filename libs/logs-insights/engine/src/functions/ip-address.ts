import { scopeOf } from '../addresses/address-scope';
import { type IpAddress, parseIpAddress, parseIpv4, parseIpv6 } from '../addresses/ip-address';
import { isInSubnet, parseIpSubnet } from '../addresses/ip-subnet';
import { type FunctionDefinition } from './function-definition';
import { ofText, ofTwoTexts } from './text-operands';

type Parse = (text: string) => IpAddress | undefined;

const isValid = (parse: Parse): FunctionDefinition => ofText((text) => Number(parse(text) !== undefined));

/** 0 for what is no address, or no subnet (unverified). */
const isIn = (parse: Parse): FunctionDefinition =>
  ofTwoTexts((text, cidr) => {
    const address = parse(text);
    const subnet = address && parseIpSubnet(cidr);
    return Number(address !== undefined && subnet !== undefined && isInSubnet(address, subnet));
  });

/** 0 for what is no address (unverified). */
const hasScope = (scope: ReturnType<typeof scopeOf>): FunctionDefinition =>
  ofText((text) => {
    const address = parseIpAddress(text);
    return Number(address !== undefined && scopeOf(address) === scope);
  });

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html */
export const ipAddressFunctions: Readonly<Record<string, FunctionDefinition>> = {
  isvalidip: isValid(parseIpAddress),
  isvalidipv4: isValid(parseIpv4),
  isvalidipv6: isValid(parseIpv6),
  isipinsubnet: isIn(parseIpAddress),
  isipv4insubnet: isIn(parseIpv4),
  isipv6insubnet: isIn(parseIpv6),
  ipv4tonumber: ofText((text) => {
    const [high, low] = parseIpv4(text) ?? [];
    return high === undefined || low === undefined ? undefined : high * 0x10000 + low;
  }),
  isprivateip: hasScope('private'),
  isreservedip: hasScope('reserved'),
  ispublicip: hasScope('public'),
};
