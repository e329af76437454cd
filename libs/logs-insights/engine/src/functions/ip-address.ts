import {
  type IpAddress,
  isInSubnet,
  parseIpAddress,
  parseIpSubnet,
  parseIpv4,
  parseIpv6,
  scopeOf,
} from '../values/ip-address';
import { type FunctionDefinition, ofText, ofTexts } from './function-definition';

type Parse = (text: string) => IpAddress | undefined;

const isValid = (parse: Parse): FunctionDefinition => ofText((text) => Number(parse(text) !== undefined));

/** 0 for what is no address, or no subnet (unverified). */
const isIn = (parse: Parse): FunctionDefinition =>
  ofTexts([2, 2], (text = '', cidr = '') => {
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
