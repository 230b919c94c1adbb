import type { Command } from 'commander'
import {
  preflightStageName,
  type PreflightResult,
  type PreflightStageName,
} from '../../contract/preflight.ts'
import { problem } from '../../model/problems/index.ts'
import { askPassword } from '../password.ts'
import { type CliHost, progressOf, writeJson } from '../session.ts'
import { styleOf } from '../terminal.ts'
import { showPreflight } from './preflight-show.ts'

interface PreflightOptions {
  readonly user?: string
  readonly passwordFile?: string
  readonly pin?: string
  readonly role: string
  readonly all?: boolean
  readonly failOn?: string
  readonly json?: boolean
}

/** `causeway preflight`. */
export function registerPreflight(program: Command, host: CliHost): void {
  program
    .command('preflight <vcenter>')
    .description(
      'look at a vCenter or ESXi host before the first read: version, clock, certificate, privileges per stage, the role to create',
    )
    .option('--user <name>', 'vCenter user, such as administrator@vsphere.local (else GOVC_USERNAME)')
    .option(
      '--password-file <file>',
      'file with the password (else CAUSEWAY_PASSWORD, GOVC_PASSWORD or a prompt)',
    )
    .option('--pin <sha256>', 'accept only the certificate with this SHA-256 fingerprint')
    .option('--role <stage>', 'print the role for read, cold, warm or guest', 'warm')
    .option('--all', 'ask for privileges on every object, not on 1,000 of each kind')
    .option('--fail-on <stage>', 'end with 3 when this stage is not ready: read, cold, warm or guest')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText(
      'after',
      `
Changes nothing and needs no workspace. HTTPS_PROXY and NO_PROXY are followed.

Examples:
  causeway preflight vcenter.example.com --user reader@vsphere.local
  causeway preflight vcenter.example.com --user reader@vsphere.local --role read
  causeway preflight esx01.example.com --user root --fail-on cold --json`,
    )
    .action(async (url: string, options: PreflightOptions) => {
      const role = stageOf('--role', options.role)
      const failOn = options.failOn === undefined ? undefined : stageOf('--fail-on', options.failOn)
      const progress = progressOf(host)
      const user = options.user ?? process.env['GOVC_USERNAME']
      const credentials = {
        password: () => askPassword(options.passwordFile, url),
        ...(user === undefined ? {} : { user }),
        ...(options.pin === undefined ? {} : { pin: options.pin }),
      }
      try {
        const result = await host.preflight({ url, credentials, all: options.all === true }, progress)
        progress.clear()
        if (options.json === true) writeJson(host.terminal, result)
        else host.terminal.out(`${showPreflight(result, role, styleOf(host.terminal))}\n`)
        if (failOn !== undefined && !isReady(result, failOn)) process.exitCode = 3
      } finally {
        progress.clear()
      }
    })
}

function stageOf(option: string, text: string): PreflightStageName {
  const stage = preflightStageName.safeParse(text)
  if (!stage.success)
    throw problem('option-wrong', { option, seen: text, expected: 'read, cold, warm or guest' })
  return stage.data
}

function isReady({ stages }: PreflightResult, wanted: PreflightStageName): boolean {
  return stages.some(({ stage, state }) => stage === wanted && state === 'ready')
}
