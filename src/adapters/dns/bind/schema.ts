/** A line that can only be a record: an owner or a blank, perhaps a time, the class, a type and data. */
export const recordLine =
  /^[^\s;$"']{0,255}[ \t]+(?:(?:\d{1,10}[ \t]+)?IN[ \t]+(?:\d{1,10}[ \t]+)?|\d{1,10}[ \t]+)(?:A|AAAA|CNAME|PTR|MX|NS|SRV|TXT)[ \t]+\S/

/** Words that begin a statement of RFC 1035 on a line of its own. */
export const directiveLine = /^\$(?:ORIGIN|TTL|GENERATE|INCLUDE|DATE)\s+\S/i

/** The line that begins a zone. */
export const soaLine = /^[^\s;]{0,255}[ \t]+(?:(?:\d[\dsmhdw]{0,20}|IN)[ \t]+){0,2}SOA[ \t]+\S+[ \t]+\S/im
