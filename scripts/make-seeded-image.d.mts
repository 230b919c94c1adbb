/** Seeded numbers from 0 to 1. */
export function numbers(seed: number): () => number
/** Makes a seeded raw image and the VMDK of it in `folder`, unless they are there. */
export function makeSeededImage(
  folder: string,
  options?: {
    readonly virtualMib?: number
    readonly dataMib?: number
    readonly seed?: number
    readonly form?: 'qemu' | 'vmware'
  },
): Promise<{ raw: string; vmdk: string; virtualBytes: number; storedBytes: number }>
