import type { UnownedResult, UnresolvedResult } from '../../contract/trace-lists.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, type CommonOptions, type Session, withContext } from '../session.ts'
import { count } from '../terminal.ts'

/** `trace --unowned`. */
export async function runUnowned(host: CliHost, options: CommonOptions): Promise<void> {
  const { listUnowned } = await import('../../app/trace-unowned.ts')
  await withContext(host, options, false, (context) => listUnowned(context, {}), showUnowned)
}

/** `trace --unresolved`. */
export async function runUnresolved(host: CliHost, options: CommonOptions): Promise<void> {
  const { listUnresolved } = await import('../../app/trace-unresolved.ts')
  await withContext(host, options, false, (context) => listUnresolved(context, {}), showUnresolved)
}

function showUnowned({ total, proposed, artefacts }: UnownedResult, { style }: Session): string {
  return [
    `${style.bold(count(total, 'artefact'))} without an owner, a proposal for ${proposed} of them.`,
    ...artefacts.flatMap(({ kind, name, matched, file, line, text, why, proposal }) => [
      `  ${kind} ${inert(name ?? matched)}  ${style.cyan(`${inert(file)}:${line}`)}`,
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
