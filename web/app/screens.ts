import { type ComponentType, lazy } from 'react'

/** The navigation, in the order of the journey. */
export const navigation: readonly { readonly path: string; readonly title: string }[] = [
  { path: '/', title: 'Overview' },
  { path: '/estate', title: 'Estate' },
]

/** Every screen, loaded when it is first opened. */
export const screens: readonly { readonly path: string; readonly Screen: ComponentType }[] = [
  {
    path: '/',
    Screen: lazy(async () => ({ default: (await import('../screens/overview/overview.tsx')).Overview })),
  },
  {
    path: '/estate',
    Screen: lazy(async () => ({ default: (await import('../screens/estate/estate.tsx')).Estate })),
  },
  {
    path: '/vms/:id',
    Screen: lazy(async () => ({ default: (await import('../screens/vm/vm.tsx')).VmScreen })),
  },
]
