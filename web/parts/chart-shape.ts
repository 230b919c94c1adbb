/** Points of a chart in time order; null is a gap. */
export interface ChartPoints {
  /** Milliseconds since 1970 of the first point. */
  readonly firstAt: number
  readonly stepMilliseconds: number
  readonly least: readonly (number | null)[]
  readonly most: readonly (number | null)[]
  readonly mean: readonly (number | null)[]
}

/** Where the drawing stands within the picture, in its own units. */
export const plot = { width: 480, height: 170, left: 44, right: 58, top: 10, bottom: 22 } as const

const wide = plot.width - plot.left - plot.right
const high = plot.height - plot.top - plot.bottom

/** Points in a row that are all there: from the first place to the last, both included. */
export interface Run {
  readonly from: number
  readonly to: number
}

/** Runs of points that are there; what lies between them is never bridged. */
export function runsOf(values: readonly (number | null)[]): readonly Run[] {
  const runs: Run[] = []
  let from = -1
  for (let at = 0; at <= values.length; at++) {
    const there = at < values.length && values[at] !== null
    if (there && from < 0) from = at
    if (!there && from >= 0) {
      runs.push({ from, to: at - 1 })
      from = -1
    }
  }
  return runs
}

/** The places without any point, as runs. */
export function gapsOf(values: readonly (number | null)[]): readonly Run[] {
  return runsOf(values.map((value) => (value === null ? 0 : null)))
}

/** A round number at or above the highest value, and the lines on the way to it. */
export function axisOf(highest: number): { readonly top: number; readonly ticks: readonly number[] } {
  if (!(highest > 0)) return { top: 1, ticks: [0, 1] }
  const size = 10 ** Math.floor(Math.log10(highest))
  const factor = [1, 2, 4, 5, 8, 10].find((one) => one * size >= highest * 0.999) ?? 10
  const top = factor * size
  const parts = factor === 5 ? 5 : 4
  return {
    top,
    ticks: Array.from({ length: parts + 1 }, (_, at) => Number(((top * at) / parts).toPrecision(12))),
  }
}

/** Across: the middle of a place. */
export function acrossOf(place: number, count: number): number {
  return plot.left + ((place + 0.5) / Math.max(1, count)) * wide
}

/** Upwards: a value of an axis that ends at `top`. */
export function upOf(value: number, top: number): number {
  return plot.top + high - (Math.min(value, top) / top) * high
}

/** The line of a run. */
export function linePath(values: readonly (number | null)[], { from, to }: Run, top: number): string {
  let path = ''
  for (let at = from; at <= to; at++) {
    path += `${at === from ? 'M' : 'L'}${round(acrossOf(at, values.length))} ${round(upOf(values[at] ?? 0, top))}`
  }
  return path
}

/** The area between the lowest and the highest values of a run. */
export function bandPath({ least, most }: ChartPoints, run: Run, top: number): string {
  const above = linePath(most, run, top)
  let below = ''
  for (let at = run.to; at >= run.from; at--)
    below += `L${round(acrossOf(at, least.length))} ${round(upOf(least[at] ?? 0, top))}`
  return `${above}${below}Z`
}

const hour = 3_600_000
const steps = [1 / 6, 1, 3, 6, 12, 24, 48, 120, 240, 720, 2160].map((hours) => hours * hour)

/** Marks on the time axis, in UTC: at most six, at round times. */
export function timeTicks({ firstAt, stepMilliseconds, mean }: ChartPoints): readonly {
  readonly x: number
  readonly text: string
}[] {
  const span = stepMilliseconds * mean.length
  const step = steps.find((one) => span / one <= 6) ?? span
  const ticks: { x: number; text: string }[] = []
  for (let at = Math.ceil(firstAt / step) * step; at < firstAt + span; at += step) {
    const x = acrossOf((at - firstAt) / stepMilliseconds - 0.5, mean.length)
    const text = new Date(at).toISOString()
    ticks.push({ x: round(x), text: step < 24 * hour ? text.slice(11, 16) : text.slice(5, 10) })
  }
  return ticks
}

/** A mark at the right of the plot: where its line is, and where its text stands so that no two overlap. */
export interface Mark {
  readonly name: string
  readonly value: number
  readonly y: number
  readonly textY: number
}

const lineHeight = 11

/** Marks from the highest to the lowest, their texts pushed apart. */
export function marksOf(
  values: readonly { readonly name: string; readonly value: number }[],
  top: number,
): readonly Mark[] {
  const sorted = values.toSorted((one, other) => other.value - one.value)
  const lowest = plot.top + high
  const marks: Mark[] = []
  for (const { name, value } of sorted) {
    const y = round(upOf(value, top))
    const before = marks.at(-1)
    marks.push({ name, value, y, textY: before ? Math.max(y, before.textY + lineHeight) : y })
  }
  // What was pushed below the plot pushes the others up again.
  let least = lowest
  return marks
    .toReversed()
    .map((mark) => {
      const textY = Math.min(mark.textY, least)
      least = textY - lineHeight
      return { ...mark, textY }
    })
    .toReversed()
}

/** The place under a point of the picture, in its own units. */
export function placeAt(x: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(((x - plot.left) / wide) * count)))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
