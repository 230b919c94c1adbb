import type { Tally } from '../../../algebra/evidence/collect.ts'
import { type PlainYaml, readPlainYaml, readYaml, type YamlLimits } from '../../../formats/yaml/index.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressesOfDiscovery, addressesOfParams, addressOfRelabel } from './found.ts'
import { silentKeys, type Target } from './schema.ts'

/** A list of targets that a machine wrote may be large; a deep one is refused. */
const limits: YamlLimits = { characters: 32_000_000, depth: 40, aliases: 1000 }

type Path = readonly (string | number)[]

interface Reading {
  readonly targets: Target[]
  readonly tally: Tally
  lineOf(path: Path): Line
}

/** Reads `prometheus.yml` or a file of targets (YAML or JSON). Throws a FormatError when it is no YAML at all. */
export function readTargets(lines: readonly Line[], file: string, tally: Tally): readonly Target[] {
  const document = documentOf(lines.map(({ text }) => text).join('\n'), file)
  const nothing: Line = { number: 1, text: '' }
  const reading: Reading = {
    targets: [],
    tally,
    lineOf: (path) => lines[document.lineOf(path) - 1] ?? nothing,
  }
  if (Array.isArray(document.value)) readGroups(document.value, [], file, reading)
  else if (isMap(document.value)) readMain(document.value, reading)
  else tally.unknown('neither a configuration nor a list of targets', nothing)
  return reading.targets
}

/** What machines write is read at once; what only people write, by the library. */
function documentOf(text: string, file: string): PlainYaml {
  const plain = text.length <= limits.characters ? readPlainYaml(text, limits.depth) : undefined
  if (plain) return plain
  const { value, locate } = readYaml(text, file, limits)
  return { value, lineOf: (path) => locate(path).line }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function readMain(root: Readonly<Record<string, unknown>>, reading: Reading): void {
  for (const key of Object.keys(root)) {
    const path = [key]
    if (key === 'scrape_configs') {
      for (const [index, job] of list(root[key]).entries()) readJob(job, [...path, index], undefined, reading)
    } else if (key === 'alerting') {
      reading.tally.known()
      const managers = isMap(root[key]) ? list(root[key]['alertmanagers']) : []
      for (const [index, job] of managers.entries()) {
        readJob(job, [...path, 'alertmanagers', index], 'alert manager', reading)
      }
    } else if (key === 'remote_write' || key === 'remote_read') {
      for (const [index, remote] of list(root[key]).entries()) {
        const url = isMap(remote) ? text(remote['url']) : undefined
        if (url !== undefined) add(url, [...path, index, 'url'], { job: key, what: 'remote store' }, reading)
      }
      reading.tally.known()
    } else if (silentKeys.has(key) || key.startsWith('x-')) reading.tally.known()
    else reading.tally.unknown(key, reading.lineOf(path))
  }
}

function readJob(job: unknown, path: Path, what: string | undefined, reading: Reading): void {
  if (!isMap(job)) return reading.tally.unknown('job', reading.lineOf(path))
  reading.tally.known()
  readKeys(job, path, { job: text(job['job_name']) ?? what ?? 'job', what }, reading)
}

function readKeys(
  job: Readonly<Record<string, unknown>>,
  path: Path,
  named: Pick<Target, 'job' | 'what'>,
  reading: Reading,
): void {
  for (const key of Object.keys(job)) {
    const inner = [...path, key]
    if (key === 'static_configs') readGroups(job[key], inner, named.job, reading, named.what)
    else if (key === 'relabel_configs') readRelabels(job[key], inner, named.job, reading)
    else if (key === 'params') addAll(addressesOfParams(job[key]), inner, named, reading)
    else if (key === 'proxy_url') addAll([[job[key], []]], inner, { ...named, what: 'proxy' }, reading)
    else if (key.endsWith('_sd_configs') && !silentKeys.has(key))
      readDiscovery(job, key, inner, named, reading)
    // What several jobs share stands once and is merged into each.
    else if (key === '<<' && isMap(job[key])) readKeys(job[key], inner, named, reading)
    else if (!silentKeys.has(key)) reading.tally.unknown(key, reading.lineOf(inner))
  }
}

/** Whom a job asks for its targets; what the answer is stands in no file. */
function readDiscovery(
  job: Readonly<Record<string, unknown>>,
  key: string,
  path: Path,
  { job: name }: Pick<Target, 'job'>,
  reading: Reading,
): void {
  const asked = addressesOfDiscovery(job[key])
  if (asked.length === 0) return reading.tally.unknown(key, reading.lineOf(path))
  reading.tally.known()
  reading.tally.note(`targets that ${key} finds`, reading.lineOf(path))
  addAll(asked, path, { job: name, what: 'service discovery' }, reading)
}

function readGroups(groups: unknown, path: Path, job: string, reading: Reading, what?: string): void {
  for (const [index, group] of list(groups).entries()) {
    const inner: (string | number)[] = [...path, index, 'targets']
    // A file of jobs without their head, and a job that is indented too far.
    if (isMap(group) && (Object.hasOwn(group, 'job_name') || Object.hasOwn(group, 'static_configs'))) {
      readJob(group, [...path, index], what, reading)
      continue
    }
    if (!isMap(group) || !Array.isArray(group['targets'])) {
      reading.tally.unknown('group without targets', reading.lineOf(inner.slice(0, -1)))
      continue
    }
    const labels = isMap(group['labels']) ? group['labels'] : {}
    const team = text(labels['team']) ?? text(labels['owner'])
    for (const [place, target] of group['targets'].entries()) {
      const written = text(target)
      inner[path.length + 2] = place
      if (written === undefined) reading.tally.unknown('target', reading.lineOf(inner))
      else {
        add(written, inner, { job, team, what }, reading)
        reading.tally.known()
      }
    }
  }
}

/** The black box form: targets become a parameter and `__address__` is replaced by the prober's own address. */
function readRelabels(relabels: unknown, path: Path, job: string, reading: Reading): void {
  for (const [index, relabel] of list(relabels).entries()) {
    const inner = [...path, index]
    if (!isMap(relabel)) {
      reading.tally.unknown('relabel rule', reading.lineOf(inner))
      continue
    }
    reading.tally.known()
    const found = addressOfRelabel(relabel)
    if (found) addAll([found.place], inner, { job, what: found.what }, reading)
  }
}

function addAll(
  found: readonly (readonly [unknown, Path])[],
  path: Path,
  target: Pick<Target, 'job'> & Partial<Target>,
  reading: Reading,
): void {
  for (const [value, below] of found) {
    const written = text(value)
    if (written !== undefined) add(written, [...path, ...below], target, reading)
  }
}

function add(
  written: string,
  path: Path,
  target: Pick<Target, 'job'> & Partial<Target>,
  reading: Reading,
): void {
  const { job, team, what } = target
  reading.targets.push({ job, team, what, written, line: reading.lineOf(path).number })
}
