import { emptyEstate, type Estate } from '../../model/estate.ts'
import type {
  Cluster,
  ClusterFacts,
  Datastore,
  DatastoreFacts,
  Network,
  NetworkFacts,
} from '../../model/infrastructure.ts'
import type { Merged, Vm, VmFacts } from '../../model/vm.ts'

/** Provenance of made-up objects: one source, one row. */
function merged(id: string, facts: object): Merged {
  return {
    id,
    origins: [
      {
        source: 'test',
        place: { file: 'cast.xlsx', part: 'vInfo', row: 2 },
        observedAt: '2026-11-02T08:00:00Z',
      },
    ],
    from: Object.fromEntries(Object.keys(facts).map((field) => [field, 0])),
    conflicts: [],
  }
}

/** A VM for tests; nothing but its name is known unless said. The id is the name. */
export function castVm(facts: Partial<VmFacts> = {}): Vm {
  const named = { name: 'quay', ...facts }
  return { kind: 'vm', ...merged(named.name, named), ...named }
}

/** A cluster for tests. */
export function castCluster(facts: ClusterFacts): Cluster {
  return { kind: 'cluster', ...merged(facts.name, facts), ...facts }
}

/** A network for tests. */
export function castNetwork(facts: NetworkFacts): Network {
  return { kind: 'network', ...merged(facts.name, facts), ...facts }
}

/** A datastore for tests. */
export function castDatastore(facts: DatastoreFacts): Datastore {
  return { kind: 'datastore', ...merged(facts.name, facts), ...facts }
}

/** An estate for tests. */
export function castEstate(parts: Partial<Estate>): Estate {
  return { ...emptyEstate, ...parts }
}
