import { mergeConfig } from 'vitest/config'
import { tier } from './tier.ts'

// A browser on a busy machine may miss a wait once; a screen that is wrong is wrong twice.
export default mergeConfig(tier('screens'), { test: { retry: 2 } })
