import { type ComponentType, lazy } from 'react'

/** The navigation, in the order of the journey. */
export const navigation: readonly { readonly path: string; readonly title: string }[] = [
  { path: '/', title: 'Overview' },
  { path: '/sources', title: 'Sources' },
  { path: '/estate', title: 'Estate' },
  { path: '/history', title: 'History' },
  { path: '/evidence', title: 'Evidence' },
  { path: '/trace', title: 'Trace' },
  { path: '/waves', title: 'Waves' },
  { path: '/repository', title: 'Repository' },
  { path: '/runs', title: 'Runs' },
]

function screen(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}

/** Every screen, loaded when it is first opened. */
export const screens: readonly { readonly path: string; readonly Screen: ComponentType }[] = [
  { path: '/', Screen: screen(async () => (await import('../screens/overview/overview.tsx')).Overview) },
  { path: '/estate', Screen: screen(async () => (await import('../screens/estate/estate.tsx')).Estate) },
  { path: '/sources', Screen: screen(async () => (await import('../screens/sources/sources.tsx')).Sources) },
  { path: '/history', Screen: screen(async () => (await import('../screens/history/history.tsx')).History) },
  { path: '/vms/:id', Screen: screen(async () => (await import('../screens/vm/vm.tsx')).VmScreen) },
  {
    path: '/objects/:id',
    Screen: screen(async () => (await import('../screens/object/object.tsx')).ObjectScreen),
  },
  {
    path: '/evidence',
    Screen: screen(async () => (await import('../screens/evidence/evidence.tsx')).Evidence),
  },
  {
    path: '/evidence/file',
    Screen: screen(async () => (await import('../screens/evidence/lines.tsx')).EvidenceLines),
  },
  { path: '/trace', Screen: screen(async () => (await import('../screens/trace/trace.tsx')).Trace) },
  { path: '/waves', Screen: screen(async () => (await import('../screens/waves/waves.tsx')).Waves) },
  {
    path: '/repository',
    Screen: screen(async () => (await import('../screens/repository/repository.tsx')).Repository),
  },
  { path: '/runs', Screen: screen(async () => (await import('../screens/runs/runs.tsx')).Runs) },
  { path: '/runs/:id', Screen: screen(async () => (await import('../screens/runs/run.tsx')).RunScreen) },
]
