import { makeTally, maskedLines, telling } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { count } from './count.ts'
import { frontsWithin, makeListensOf, toldBy, upstreamFronts } from './fronts.ts'
import { readDirectives } from './read.ts'
import { referencesOf } from './to-model.ts'
import { makeTargetsOf } from './variables.ts'

const blocks =
  /^[ \t]{0,20}(?:upstream [^{};\s]{1,100}|server|http|stream|events|location [^{};\n]{1,200})[ \t]{0,20}\{/gm
const directives =
  /^[ \t]{0,20}(?:listen|server_name|proxy_pass|fastcgi_pass|grpc_pass|worker_connections|ssl_certificate|set_real_ip_from|proxy_set_header|least_conn|server|(?:allow|deny)(?=[ \t]+(?:all|[\da-f.:]{2,45}(?:\/\d{1,3})?)[ \t]*;))\s[^;{}\n]{1,500};/gm

/** NGINX: `nginx.conf` and the files it includes, each as a file of its own; what `nginx -T` prints. */
export const nginxReader: EvidenceReader = {
  kind: 'nginx',
  hears: ['nginx'],
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    const found = text.match(blocks)?.length ?? 0
    const said = text.match(directives)?.length ?? 0
    if (found > 0 && said > 0) return 0.95
    return found + said > 1 ? 0.7 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const heard = context?.told ?? []
    const block = heard.find((told) => told.block !== undefined)
    const { directives: top, loose, programs } = readDirectives(lines, block?.block?.split(' '))
    const all = count(top, lines, tally)
    for (const { kind, line } of loose) tally.unknown(kind, line)
    const listensOf = makeListensOf()
    const targetsOf = makeTargetsOf(all)
    const fronts = upstreamFronts(all, heard, listensOf, targetsOf)
    const references = referencesOf(all, lines, {
      file: file.name,
      headOwner: ownerInHead(lines),
      names: context,
      fronts: frontsWithin(block, fronts),
      listensOf,
      targetsOf,
      programs,
      elsewhere: new Set(heard.flatMap(({ name, defined }) => (name !== undefined && defined ? name : []))),
    })
    // Everything is counted by now; references are told one after the other.
    return telling(tally, masked, { references, told: toldBy(all, fronts, listensOf, targetsOf) })
  },
}
