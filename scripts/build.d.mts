export const root: string
export function ensureBuild(): Promise<string>
export function bundle(outdir: string): Promise<void>
export function markUse(folder: string): void
export function hashOf(files: readonly string[]): string
export function sourcesBelow(folder: string, keep?: (name: string) => boolean): string[]
