import type { Family } from './radial.ts'

/** The sign of a family of artefacts; families differ by shape, so that nothing hangs on colour. */
export function Sign({ family, x, y }: { readonly family: Family; readonly x: number; readonly y: number }) {
  if (family === 'firewall') return <rect x={x - 5} y={y - 5} width="10" height="10" className="cw-sign" />
  if (family === 'names') return <circle cx={x} cy={y} r="5.5" className="cw-sign" />
  return (
    <path d={outlines[family]} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} className="cw-sign" />
  )
}

const outlines: Readonly<Record<Exclude<Family, 'firewall' | 'names'>, string>> = {
  balancer: 'M0-7 7 0 0 7-7 0Z',
  monitoring: 'M0-6.5 6.5 5-6.5 5Z',
  files: 'M-4.5-6h6l3 3v9h-9Z',
  records: 'M-6-2.2h3.8v-3.8h4.4v3.8h3.8v4.4h-3.8v3.8h-4.4v-3.8h-3.8Z',
}
