import table from './preferences.json' with { type: 'json' }

/** A cluster-wide preference of KubeVirt (common-instancetypes v1.7.0) and what it asks of a machine. */
export interface Preference {
  readonly name: string
  /** The least that a machine must have; a smaller one is refused at admission. */
  readonly memoryMib?: number
  readonly cpus?: number
  readonly architecture?: string
  /** It adds a TPM with persistent state unless the machine says otherwise. */
  readonly tpm?: boolean
}

const byName: ReadonlyMap<string, Preference> = new Map(table.map((each) => [each.name, each]))

/** The preference of that name, if KubeVirt deploys one. */
export function preferenceNamed(name: string): Preference | undefined {
  return byName.get(name)
}
