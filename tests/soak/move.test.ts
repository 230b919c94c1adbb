import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeSeededImage, numbers } from '../../scripts/make-seeded-image.mjs'
import { hasTool } from '../peers/qemu.ts'
import { soakScale } from './scale.ts'

// Kills a move at random times, 50 times in all, most of them while it converts, and looks what the resumes make of it.
// CAUSEWAY_SOAK scales the number of kills, CAUSEWAY_SOAK_SEED repeats a run.
// A tenth of the soak moves a smaller disk, still one that takes several kills to get through.
const kills = Math.max(3, Math.round(50 * soakScale))
const disk = soakScale < 1 ? { virtualMib: 2560, dataMib: 1200 } : {}
const seed = Number(process.env['CAUSEWAY_SOAK_SEED'] ?? Date.now() % 100_000)
const killsPerChain = 6
const maxReread = 64 * 1024 * 1024
/** Bytes that the reader may hold beyond the position it reported: its buffer and the next read. */
const readAhead = 6.5 * 1024 * 1024

const shown = z.object({
  run: z.object({
    state: z.string(),
    steps: z.array(
      z.object({
        name: z.string(),
        state: z.string(),
        attempt: z.number(),
        checkpoint: z.object({ position: z.number() }).optional(),
        result: z.unknown().optional(),
      }),
    ),
  }),
  events: z.array(z.object({ step: z.string().optional(), state: z.string().optional() })),
})
const line = z.object({ phase: z.string().optional(), done: z.number().optional() })
const nothing = z.object({ nothing: z.literal(true) })
const converted = z.object({ resumedAt: z.number() })

describe.skipIf(!hasTool('qemu-img'))('a move that is killed', () => {
  const folder = mkdtempSync(join(process.env['CAUSEWAY_SOAK_DIR'] ?? tmpdir(), 'causeway-soak-'))
  const child = join('.build', 'soak', `move-child-${process.pid}.mjs`)
  let image: { raw: string; vmdk: string; virtualBytes: number; storedBytes: number }

  beforeAll(async () => {
    const bundled = {
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      loader: { '.sql': 'text' },
    } as const
    await build({ ...bundled, entryPoints: ['tests/soak/move-child.ts'], outfile: child, logLevel: 'error' })
    image = await makeSeededImage(process.env['CAUSEWAY_SOAK_IMAGE'] ?? join(folder, 'image'), disk)
  }, 900_000)
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(child, { force: true })
  })

  function start(...words: readonly string[]): ChildProcess {
    return spawn(process.execPath, [child, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  }

  /** The last line of a process that runs to its end. */
  async function outcome(process_: ChildProcess): Promise<unknown> {
    let last = ''
    for await (const text of createInterface({ input: process_.stdout ?? process.stdin })) last = text
    return JSON.parse(last)
  }

  const show = async (workspace: string) => shown.parse(await outcome(start(workspace, 'show')))

  /** Kills the process at a random time after `phase` began, or anywhere; answers how far it said it was. */
  async function killAtRandom(
    victim: ChildProcess,
    inConvert: boolean,
    next: () => number,
  ): Promise<number | undefined> {
    let far: number | undefined
    let timer: NodeJS.Timeout | undefined
    const kill = (milliseconds: number) => {
      timer ??= setTimeout(() => victim.kill('SIGKILL'), milliseconds)
    }
    if (!inConvert) kill(next() * 12_000)
    let converting = false
    for await (const text of createInterface({ input: victim.stdout ?? process.stdin })) {
      const { phase, done } = line.catch({}).parse(JSON.parse(text))
      if (phase !== undefined) converting = phase.startsWith('converting')
      if (converting && done !== undefined && done > 0) {
        far = done
        if (inConvert) kill(400 + next() * 2500)
      }
    }
    clearTimeout(timer)
    // Its output ends a moment before the process is known to have ended.
    if (victim.exitCode === null && victim.signalCode === null) await once(victim, 'exit')
    if (victim.signalCode !== 'SIGKILL') expect(victim.exitCode).toBe(0)
    return victim.signalCode === 'SIGKILL' ? far : undefined
  }

  test(`goes on from its checkpoint and ends identical, ${kills} kills, seed ${seed}`, {
    timeout: 3_600_000,
  }, async () => {
    const next = numbers(seed)
    const tally = { kills: 0, insideConvert: 0, chains: 0, mostReread: 0 }
    // How many of few kills meet convert is chance: it goes on until enough did.
    const wanted = Math.floor(kills * 0.6)
    const more = () => tally.kills < kills || (tally.insideConvert < wanted && tally.kills < kills * 4)
    while (more()) {
      tally.chains += 1
      const workspace = join(folder, `workspace-${tally.chains}`)
      const out = join(folder, `out-${tally.chains}`)
      const format = tally.chains % 3 === 0 ? 'qcow2' : 'raw'
      let begun = false
      let reached = 0
      for (let killed = 0; killed < killsPerChain && more(); ) {
        const victim = begun ? start(workspace, 'resume') : start(workspace, 'start', image.vmdk, out, format)
        const far = await killAtRandom(victim, next() < 0.8, next)
        if (victim.signalCode !== 'SIGKILL') {
          begun = true
          break
        }
        killed += 1
        tally.kills += 1
        const after = await showStep(workspace)
        begun = after !== undefined
        const position = after?.checkpoint?.position ?? 0
        // Before the first checkpoint, some milliseconds after the first batch, there is nothing to go on from.
        if (after?.state !== 'intent' || position === 0) continue
        tally.insideConvert += 1
        if (far !== undefined) tally.mostReread = Math.max(tally.mostReread, far + readAhead - position)
        expect(position).toBeGreaterThanOrEqual(reached)
        reached = position
      }
      await outcome(begun ? start(workspace, 'resume') : start(workspace, 'start', image.vmdk, out, format))
      const { run, events } = await show(workspace)
      expect(run.state).toBe('done')
      for (const step of run.steps) {
        const finished = events.filter((event) => event.step === step.name && event.state === 'done')
        expect(finished, `${step.name} is finished once`).toHaveLength(1)
      }
      const convert = run.steps.find((step) => step.name === 'convert')
      if ((convert?.attempt ?? 1) > 1 && convert?.checkpoint)
        expect(converted.parse(convert.result).resumedAt).toBeGreaterThan(0)
      expectIdentical(out)
      rmSync(out, { recursive: true })
    }
    console.log(
      `move soak: seed ${seed}, ${tally.kills} kills in ${tally.chains} chains, ${tally.insideConvert} inside convert behind a checkpoint above zero, ` +
        `at most ${(tally.mostReread / 1024 / 1024).toFixed(1)} MiB read again, all identical`,
    )
    expect(tally.mostReread).toBeLessThanOrEqual(maxReread)
    expect(tally.insideConvert).toBeGreaterThanOrEqual(wanted)
  })

  async function showStep(workspace: string) {
    const answer = await outcome(start(workspace, 'show'))
    // Killed before the run was written down.
    if (nothing.safeParse(answer).success) return undefined
    return shown.parse(answer).run.steps.find((step) => step.name === 'convert')
  }

  function expectIdentical(out: string): void {
    const files = readdirSync(out)
    expect(files.filter((name) => name.startsWith('.'))).toEqual([])
    const made = files.find((name) => /\.(?:raw|qcow2)$/.test(name)) ?? ''
    const format = made.endsWith('.raw') ? 'raw' : 'qcow2'
    const said = execFileSync(
      'qemu-img',
      ['compare', '-f', 'raw', '-F', format, image.raw, join(out, made)],
      { encoding: 'utf8' },
    )
    expect(said.trim()).toBe('Images are identical.')
  }
})
