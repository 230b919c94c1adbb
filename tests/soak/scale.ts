/** The part of the whole soak that runs: CAUSEWAY_SOAK, a tenth when it is not set. */
export const soakScale = Number(process.env['CAUSEWAY_SOAK'] ?? '0.1')

/** Where the drawing begins: CAUSEWAY_SOAK_SEED, else always the same for a part and a new one for the whole. */
export const soakSeed = Number(
  process.env['CAUSEWAY_SOAK_SEED'] ?? (soakScale < 1 ? 20_261 : Date.now() % 100_000),
)
