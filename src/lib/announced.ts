/**
 * Words, flags and beginnings that may announce a secret: wider than what is masked, and one pass instead of a dozen.
 * `-p tcp` of packet filters announces none.
 */
export const announcing =
  /pass|pwd|secret|communit|psk|phash|token|credential|key|bearer|basic|digest|negotiate|auth|identified|snmp[-a-z]|com2sec|sink\s|(?:trap|informsess|trapsess)\s|createuser|usmuser|smux|proxy\s|thin:|:\/\/|eyj|a[ks]ia|gh[pousr]_|\$(?:\d|y|gy|sha|md5|argon|apr)|\{(?:ssha|sha|crypt|pbkdf)|-aq==|(?:^|[\s"'!])-(?:[ucx][ =]|-|p[ =](?!tcp|udp|icmp|ipv6-icmp|all))|----/i

/** What every match of {@link announcing} holds: to pass over the lines that have none of it. */
export const signsOfSecrets: readonly string[] = [
  ...'pass pwd secret communit psk phash token credential key bearer basic digest negotiate auth identified snmp'.split(
    ' ',
  ),
  ...'com2sec sink trap informsess createuser usmuser smux proxy thin: :// eyj akia asia ghp_ gho_ ghu_ ghs_ ghr_'.split(
    ' ',
  ),
  ...'$0 $1 $2 $3 $4 $5 $6 $7 $8 $9 $y $gy $sha $md5 $argon $apr {ssha {sha {crypt {pbkdf -aq== ----'.split(
    ' ',
  ),
  ...'^-u ^-c ^-x ^-p ^--'.split(' '),
]

/**
 * Finds the lines of a text in which a pattern may match, by one search over the whole text: a search in each line costs
 * twice as much where most have nothing. The pattern may know a line's beginning by the blank before it.
 */
export class Announced {
  readonly #pattern: RegExp
  #text = ''
  /** Where the next match begins; none = behind the text. */
  #next = 0

  constructor(pattern: RegExp) {
    this.#pattern = new RegExp(pattern.source, `${pattern.flags.replaceAll('g', '')}g`)
  }

  /** Begins another text. */
  open(text: string): void {
    this.#text = text
    this.#next = -1
  }

  /** Whether the line from … to, without its line end, may have a match. Lines are asked about in their order. */
  within(from: number, to: number): boolean {
    // The line end before it may belong to the match.
    if (this.#next < from - 1) {
      this.#pattern.lastIndex = Math.max(0, from - 1)
      this.#next = this.#pattern.exec(this.#text)?.index ?? Number.POSITIVE_INFINITY
    }
    return this.#next <= to
  }
}
