/** A kind whose table is derived from a definition. */
export interface DerivedKind {
  /** Name of the table file. */
  readonly table: string
  /** Name of the definition's file, `<plural>.<group>.json`. */
  readonly file: string
  /** Parts that we never write; the table leaves them open. */
  readonly open: readonly string[]
}

/** The kinds that the translation writes, apart from those of Kubernetes itself. */
export const derived: readonly DerivedKind[] = [
  { table: 'virtual-machine', file: 'virtualmachines.kubevirt.io.json', open: ['status'] },
  { table: 'data-volume', file: 'datavolumes.cdi.kubevirt.io.json', open: ['status'] },
  {
    table: 'network-attachment-definition',
    file: 'network-attachment-definitions.k8s.cni.cncf.io.json',
    open: [],
  },
  {
    table: 'application',
    file: 'applications.argoproj.io.json',
    open: [
      'status',
      'operation',
      'spec.sources',
      'spec.sourceHydrator',
      'spec.source.helm',
      'spec.source.plugin',
    ],
  },
]
