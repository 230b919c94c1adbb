import { readFileSync } from 'node:fs'
import { problem } from '../model/problems/index.ts'

/** Where a password comes from: a file, the environment, else a prompt. Never an argument. */
export async function askPassword(file: string | undefined, subject: string): Promise<string> {
  if (file !== undefined) return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  const given = process.env['CAUSEWAY_PASSWORD'] ?? process.env['GOVC_PASSWORD']
  if (given !== undefined) return given
  if (process.stdin.isTTY !== true) throw problem('password-missing', { subject })
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message: `Password for ${subject}` })
  if (isCancel(answer)) throw problem('password-missing', { subject })
  return answer ?? ''
}
