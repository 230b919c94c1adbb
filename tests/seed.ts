import fc from 'fast-check'

/** The gate draws the same cases on every machine; CAUSEWAY_SEED draws others, as the soak does. */
fc.configureGlobal({ seed: Number(process.env['CAUSEWAY_SEED'] ?? 20_261_121) })
