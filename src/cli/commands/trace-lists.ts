import type {
  QuestionsResult,
  TraceListQuery,
  TraceWhatIfResult,
  UnownedResult,
  UnresolvedResult,
} from '../../contract/trace-lists.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, type CommonOptions, type Session, withContext } from '../session.ts'
import { count } from '../terminal.ts'

/** `trace --unowned`. */
export async function runUnowned(host: CliHost, options: PageOptions): Promise<void> {
  const { listUnowned } = await import('../../app/trace-unowned.ts')
  const query = await pageOf(options)
  const show = (result: UnownedResult, session: Session) =>
    [showUnowned(result, session), ...moreOf(query, result.artefacts.length, result.total, session)].join(
      '\n',
    )
  await withContext(host, options, false, (context) => listUnowned(context, query), show)
}

/** `trace --unresolved`. */
export async function runUnresolved(host: CliHost, options: PageOptions): Promise<void> {
  const { listUnresolved } = await import('../../app/trace-unresolved.ts')
  const query = await pageOf(options)
  const show = (result: UnresolvedResult, session: Session) =>
    [showUnresolved(result, session), ...moreOf(query, result.addresses.length, result.total, session)].join(
      '\n',
    )
  await withContext(host, options, false, (context) => listUnresolved(context, query), show)
}

/** Which rows of a list to show. */
interface PageOptions extends CommonOptions {
  readonly limit?: string
  readonly after?: string
}

async function pageOf({ limit, after }: PageOptions): Promise<TraceListQuery> {
  const { traceListQuery } = await import('../../contract/trace-lists.ts')
  const { parseQuery } = await import('../../app/query.ts')
  return parseQuery(traceListQuery, { limit, after })
}

/** Where the list goes on. */
function moreOf(
  { after = 0 }: TraceListQuery,
  shown: number,
  total: number,
  { style }: Session,
): readonly string[] {
  const next = after + shown
  if (shown === 0 || next >= total) return []
  return ['', style.dim(`Rows ${after + 1} to ${next} of ${total}; --after ${next} goes on.`)]
}

function showUnowned({ total, proposed, artefacts }: UnownedResult, { style }: Session): string {
  return [
    `${style.bold(count(total, 'artefact'))} without an owner, a proposal for ${proposed} of them.`,
    ...artefacts.flatMap(({ kind, name, matched, role, file, line, text, why, proposal }) => [
      `  ${kind} ${name === undefined ? '' : `${inert(name)}, `}${inert(matched)} as ${role}  ${style.cyan(`${inert(file)}:${line}`)}`,
      `    ${inert(text.trim())}`,
      proposal
        ? `    ${style.green(inert(proposal.team))} ${style.dim(inert(proposal.basis))}`
        : `    ${style.dim(inert(why))}`,
    ]),
  ].join('\n')
}

function showUnresolved({ total, subnets, addresses }: UnresolvedResult, { style }: Session): string {
  return [
    `${style.bold(count(total, 'address', 'addresses'))} inside ${count(subnets.length, 'subnet')} of the estate that artefacts name and no VM has.`,
    ...addresses.flatMap(({ address, subnet, count: places, places: shown }) => [
      `  ${style.bold(address.padEnd(16))} ${style.dim(`in ${subnet}, ${count(places, 'place')}`)}`,
      ...shown.map(
        ({ kind, file, line, owner }) =>
          `    ${kind} ${style.cyan(`${inert(file)}:${line}`)} ${inert(owner ?? 'nobody known')}`,
      ),
    ]),
  ].join('\n')
}

/** `trace --what-if`. */
export async function runWhatIf(
  host: CliHost,
  options: CommonOptions,
  subject: string,
  to: string | undefined,
): Promise<void> {
  const { traceWhatIf } = await import('../../app/trace-what-if.ts')
  const query = { subject, ...(to === undefined ? {} : { to }) }
  await withContext(host, options, false, (context) => traceWhatIf(context, query), showWhatIf)
}

function showWhatIf(result: TraceWhatIfResult, { style }: Session): string {
  const { change, vms, breaks, holds, clients, teams } = result
  return [
    `${style.bold(inert(change))}: ${count(vms.length, 'VM')}, ${style.bold(count(breaks.length, 'artefact'))} break, ${holds} hold.`,
    ...teams.map(({ team, artefacts }) => `  ${inert(team).padEnd(32)} ${artefacts}`),
    '',
    ...breaks.flatMap(({ kind, name, matched, file, line, owner, vm, why }) => [
      `  ${kind} ${inert(name ?? matched)} ${style.dim(`for ${inert(vm)}, ${inert(owner ?? 'nobody known')}`)}`,
      `    ${style.cyan(`${inert(file)}:${line}`)}  ${inert(why)}`,
    ]),
    ...(clients.length === 0 ? [] : ['', `${count(clients.length, 'client')} must find it elsewhere:`]),
    ...clients
      .slice(0, 20)
      .map(({ vm, peer, peerVm, port }) => `  ${inert(peerVm ?? peer)} calls ${inert(vm)} on ${port}`),
    ...(clients.length > 20 ? [`  and ${clients.length - 20} more; --json lists them`] : []),
  ].join('\n')
}

/** `trace --questions`. */
export async function runQuestions(host: CliHost, options: CommonOptions): Promise<void> {
  const { traceQuestions } = await import('../../app/trace-questions.ts')
  await withContext(host, options, false, traceQuestions, showQuestions)
}

function showQuestions(result: QuestionsResult, { style }: Session): string {
  const { modernisation, addresses, segments, remaining } = result
  const head = ({ question, answer }: { readonly question: string; readonly answer: string }) => [
    style.bold(question),
    `  ${inert(answer)}`,
  ]
  return [
    ...head(modernisation),
    ...modernisation.evidence.map(({ what, evidence }) => `    ${inert(what)} ${style.dim(inert(evidence))}`),
    '',
    ...head(addresses),
    ...addresses.vms.flatMap(({ vm, rules, documents, first }) => [
      `    ${inert(vm).padEnd(28)} ${count(rules, 'rule')}, ${count(documents, 'document')}`,
      ...first.map(({ kind, file, line }) => `      ${kind} ${style.cyan(`${inert(file)}:${line}`)}`),
    ]),
    '',
    ...head(segments),
    ...segments.segments.map(
      ({ network, vlan, vms, team, basis, security }) =>
        `    ${inert(network).padEnd(24)} ${vlan}, ${count(vms, 'VM')}: ${inert(team ?? 'nobody known')}, security team: ${security} ${style.dim(inert(basis))}`,
    ),
    '',
    ...head(remaining),
    ...remaining.vms.map(
      ({ vm, disposition, reason }) =>
        `    ${inert(vm).padEnd(28)} ${disposition} ${style.dim(inert(reason))}`,
    ),
  ].join('\n')
}
