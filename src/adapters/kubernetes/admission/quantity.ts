const units: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** The number that a Kubernetes quantity stands for (`1500m` is 1.5, `1Ki` is 1024); undefined for anything else. */
export function quantityValue(quantity: string | number | undefined): number | undefined {
  if (typeof quantity === 'number') return quantity
  const parts = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)([KMGTPE]i|[numkMGTPE]?)$/.exec(
    quantity ?? '',
  )
  const unit = units[parts?.[2] ?? '']
  return parts && unit !== undefined ? Number(parts[1]) * unit : undefined
}
