import type { DataVolume, Loss, Manifest, VirtualMachine } from '../../model/manifest.ts'
import type { Vm } from '../../model/vm.ts'

/** A file of the repository: objects for the YAML writer, or text. */
export type TranslatedFile =
  | { readonly kind: 'objects'; readonly path: string; readonly objects: readonly Manifest[] }
  | { readonly kind: 'text'; readonly path: string; readonly text: string }

/** One planned machine and where its objects stand. */
export interface TranslatedVm {
  readonly vm: Vm
  readonly wave: string
  readonly machine: VirtualMachine
  readonly dataVolumes: readonly DataVolume[]
  readonly path: string
  /** Undefined when it owns no DataVolume. */
  readonly disksPath: string | undefined
  readonly losses: readonly Loss[]
}

/** A repository of manifests, and what it could not carry. */
export interface Translation {
  readonly files: readonly TranslatedFile[]
  readonly machines: readonly TranslatedVm[]
  readonly losses: readonly Loss[]
  /** Objects by kind, kustomizations left out. */
  readonly objects: Readonly<Record<string, number>>
}
