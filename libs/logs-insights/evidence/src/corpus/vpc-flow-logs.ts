import { type CorpusQuery } from './corpus-entry';

/** VPC flow logs, with the field names that CloudWatch Logs gives them. */
export const vpcFlowLogs: readonly CorpusQuery[] = [
  {
    query: 'stats sum(bytes) as transferred by srcAddr, dstAddr | sort transferred desc | limit 15',
    mistake: ['srcAddr,', 'srcAddr'],
    at: 'dstAddr',
  },
  {
    query: 'filter action = "REJECT" | stats count(*) as rejections by srcAddr | sort rejections desc | limit 20',
    mistake: ['stats count', 'statz count'],
    at: 'statz',
  },
  {
    query: 'filter isIpv4InSubnet(srcAddr, "10.0.0.0/8") | stats sum(bytes) as sent by dstAddr | sort sent desc',
    mistake: ['(srcAddr, "10.0.0.0/8")', '(srcAddr "10.0.0.0/8")'],
    at: '"10.0.0.0/8"',
  },
  {
    query: 'filter isIpInSubnet(dstAddr, "2001:db8::/32") and protocol = 6 | stats sum(packets) by dstPort',
    mistake: ['isIpInSubnet', 'isInSubnet'],
  },
  {
    query: 'filter protocol = 17 and dstPort = 53 | stats count(*) as lookups by srcAddr, bin(5m)',
    mistake: ['protocol = 17', 'protocol === 17'],
    at: '= 17',
  },
  {
    query: `fields @timestamp, srcAddr, dstAddr, srcPort, dstPort, action
      | filter dstPort in [22, 3389] and action = "ACCEPT"
      | sort @timestamp desc`,
    mistake: ['[22, 3389]', '[22, 3389'],
    at: 'and action',
  },
  {
    query: 'stats avg(bytes) as meanBytes, min(bytes) as fewest, max(bytes) as most by interfaceId',
    mistake: ['min(bytes) as fewest', 'min(bytes) as meanBytes'],
    at: 'meanBytes',
    occurrence: 2,
  },
  {
    query: `filter logStatus = "SKIPDATA" or logStatus = "NODATA"
      | stats count(*) by interfaceId, logStatus, bin(1h)`,
    mistake: ['bin(1h)', 'bin()'],
    at: ')',
    occurrence: 2,
  },
  {
    query: `filter srcAddr like "10.0." and not dstAddr like "10.0."
      | stats sum(bytes) / 1024 / 1024 as egressMB by srcAddr`,
    mistake: ['like "10.0." and', 'like 10.0.0 and'],
    at: '10.0.0',
  },
  {
    query: `filter isPublicIP(srcAddr) and action = "REJECT"
      | stats count_distinct(dstPort) as ports by srcAddr
      | filter ports > 10
      | sort ports desc`,
    mistake: ['as ports by', 'as ports-tried by'],
    at: '-tried',
  },
  {
    query: `fields endTime - startTime as seconds
      | filter seconds > 0
      | stats max(bytes / seconds) as peakRate by interfaceId`,
    mistake: ['endTime - startTime', 'endTime - -'],
    at: 'as seconds',
  },
  {
    query: `parse @message "* * * * * * * * * * * * * *" as v, account, eni, src, dst, sport, dport, proto, pkts, size, began, ended, verdict, state
      | filter verdict = "REJECT"
      | stats count(*) by src, dport`,
    mistake: ['verdict, state', 'verdict'],
    at: '"* * *',
  },
  { query: 'parse @message /(?<eni>eni-[0-9a-f]+) / | display eni, @message', mistake: ['[0-9a-f]+)', '[0-9a-f+)'] },
  {
    query: `filter action = "ACCEPT"
      | stats sum(packets) as packetCount, sum(bytes) as byteCount, byteCount / packetCount as meanSize by protocol`,
    mistake: ['byteCount / packetCount', 'bytes / packetCount'],
  },
  {
    query: 'filter srcPort = 443 or dstPort = 443 | stats sum(bytes) as https by bin(15m) | sort @timestamp desc',
    mistake: ['| sort @timestamp', '| sort sum(https), @timestamp'],
    at: 'sum(https)',
  },
  {
    query: `filter dstAddr in ["203.0.113.10", "203.0.113.11"]
      | stats count(*) as hits by dstAddr, dstPort
      | sort hits desc, dstPort`,
    mistake: ['"203.0.113.11"]', '\'203.0.113.11"]'],
    at: "'203.0.113.11",
  },
  {
    query: `stats sum(bytes) as total by bin(1h) as hour, interfaceId
      | stats max(total) as peak by interfaceId
      | sort peak desc`,
    mistake: ['| stats max(total)', '| stats max(bytes)'],
    at: 'bytes) as peak',
  },
  {
    query: 'where accountId != "111122223333" | stats count(*) by accountId',
    mistake: ['where accountId', 'were accountId'],
    at: 'were',
  },
  {
    query: `filter (protocol = 6 or protocol = 17) and bytes > 1e6
      | fields srcAddr, dstAddr, bytes / 1e6 as megabytes
      | sort megabytes desc`,
    mistake: ['17) and', '17 and'],
    at: '| fields',
  },
  {
    query: `fields coalesce(pktSrcAddr, srcAddr) as origin
      | stats sum(bytes) as total by origin
      | sort total desc
      | limit 10`,
    mistake: ['| limit 10', '| limit 0'],
    at: '0',
  },
  {
    query: 'filter ispresent(tcpFlags) and tcpFlags % 4 >= 2 | stats count(*) as handshakes by dstAddr, dstPort',
    mistake: ['tcpFlags % 4', 'tcpFlags mod 4'],
    at: 'mod',
  },
  {
    query: String.raw`stats sum(bytes) as total by srcAddr
      | filter total > 1000000 and srcAddr not like /^10\./
      | sort total desc`,
    mistake: [String.raw`not like /^10\./`, String.raw`not like /^(?!10\.)/`],
    at: '(?!',
  },
];
