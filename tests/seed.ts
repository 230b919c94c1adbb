import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'

/** The gate draws the same cases on every machine; CAUSEWAY_SEED draws others, as the soak does. */
fc.configureGlobal({ seed: Number(process.env['CAUSEWAY_SEED'] ?? 20_261_121) })

// A database that lives for one test does not earn back what V8 spends on optimising its code: it begins later here.
setFlagsFromString('--wasm-tiering-budget=60000000')
