// Peaks of memory of this process with all its threads, and of the programs it starts, from Linux' /proc.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** What one stretch of work needed at most; undefined where there is no /proc to ask. */
export interface Peak {
  readonly ownMib: number
  /** The largest sum over the programs that ran at one time, such as git. */
  readonly childrenMib: number
}

/** Begins to watch; `stop` answers the peaks since then. */
export function watchMemory(everyMs = 100): { stop(): Peak } {
  forgetPeak()
  let children = 0
  const timer = setInterval(() => {
    children = Math.max(children, childrenKib())
  }, everyMs)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      return {
        ownMib: (peakKib('self') ?? process.resourceUsage().maxRSS) / 1024,
        childrenMib: children / 1024,
      }
    },
  }
}

/** Sets the kernel's own high-water mark back, so that each stage has its own. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Elsewhere the peak is the one of the whole process.
  }
}

/** The kernel's high-water mark of a process, in KiB. */
export function peakKib(process: string): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))
    return found ? Number(found[1]) : undefined
  } catch {
    return undefined
  }
}

function childrenKib(): number {
  const open = [String(process.pid)]
  const seen = new Set<string>()
  let sum = 0
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of childrenOf(pid)) {
      if (seen.has(child)) continue
      seen.add(child)
      open.push(child)
      sum += residentKib(child)
    }
  }
  return sum
}

function childrenOf(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter((one) => one !== ''),
    )
  } catch {
    return []
  }
}

function residentKib(pid: string): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
